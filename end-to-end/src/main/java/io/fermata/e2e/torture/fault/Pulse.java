package io.fermata.e2e.torture.fault;

import io.fermata.e2e.http.Gateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Whether a caller is answered: a short request through the gateway, the executor and its database. */
public final class Pulse {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final HttpRequest request;

    public Pulse(Gateway gateway) {
        HttpRequest.Builder ask = HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/runs?limit=1"))
                .timeout(PATIENCE);
        gateway.withCredential(Map.of()).forEach(ask::header);
        this.request = ask.build();
    }

    public boolean beats() {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
