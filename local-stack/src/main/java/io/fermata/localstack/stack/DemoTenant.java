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
    private static final int TRIES = 30;
    private static final Duration PAUSE = Duration.ofSeconds(1);
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
                .header("Idempotency-Key", "fermata-up-demo-tenant")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("id", ID, "name", "Demo"))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return keyIn(sendPatiently(http, request));
        }
    }

    /** A platform that has just started on a busy machine may still refuse for a while. */
    private static HttpResponse<String> sendPatiently(HttpClient http, HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        for (int tries = 1; response.statusCode() == 503 && tries < TRIES; tries++) {
            Thread.sleep(PAUSE);
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        return response;
    }

    private Credentials.DemoTenant keyIn(HttpResponse<String> response) {
        if (response.statusCode() == 409) {
            throw new StackException("the demo tenant exists, but " + directory.credentials()
                    + " with its key is gone and keys are shown only once; start anew with ./fermata reset");
        }
        JsonNode key = JSON.readTree(response.body()).path("admin_key");
        if (response.statusCode() >= 300 || !key.isString()) {
            throw new StackException(
                    "the gateway did not create the demo tenant: " + response.statusCode() + " " + response.body());
        }
        return new Credentials.DemoTenant(ID, key.stringValue());
    }
}
