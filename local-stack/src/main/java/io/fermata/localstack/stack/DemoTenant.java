package io.fermata.localstack.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the demo tenant through the gateway, as any platform admin would, and keeps its key in {@code credentials.json}. */
final class DemoTenant {
    private static final String ID = "demo";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StackDirectory directory;
    private final String gateway;

    DemoTenant(StackDirectory directory, String gateway) {
        this.directory = directory;
        this.gateway = gateway;
    }

    Credentials ensure() throws IOException, InterruptedException {
        if (!Files.exists(directory.credentials())) {
            String platformKey = Files.readString(directory.platformAdminKey()).strip();
            return keep(new Credentials(gateway, platformKey, create(platformKey)));
        }
        Credentials known = PrivateFiles.read(directory.credentials(), Credentials.class);
        return known.gatewayUrl().equals(gateway)
                ? known
                : keep(new Credentials(gateway, known.platformAdminKey(), known.demoTenant()));
    }

    private Credentials keep(Credentials credentials) throws IOException {
        PrivateFiles.write(directory.credentials(), credentials);
        return credentials;
    }

    private Credentials.DemoTenant create(String platformKey) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/api/v1/tenants"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + platformKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("id", ID, "name", "Demo"))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return keyIn(http.send(request, HttpResponse.BodyHandlers.ofString()));
        }
    }

    private Credentials.DemoTenant keyIn(HttpResponse<String> response) {
        if (response.statusCode() == 409) {
            throw new StackException("the demo tenant exists, but " + directory.credentials()
                    + " with its key is gone and keys are shown only once; start anew with ./fermata reset");
        }
        JsonNode key = JSON.readTree(response.body()).path("admin_key");
        if (response.statusCode() >= 300 || !key.isString()) {
            throw new StackException("the gateway did not create the demo tenant: " + response.statusCode() + " " + response.body());
        }
        return new Credentials.DemoTenant(ID, key.stringValue());
    }
}
