package io.fermata.starter.security;

import io.fermata.starter.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads an issuer's list of revocations from a configured address. */
final class RevocationsOverHttp implements RevocationList.Source {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST_LIST = 16 * 1024 * 1024;
    private static final int NOT_MODIFIED = 304;

    private record Revoked(Set<String> revoked) {}

    private final HttpClient http;
    private final URI address;
    private final Json json;

    RevocationsOverHttp(HttpClient http, URI address, Json json) {
        this.http = http;
        this.address = address;
        this.json = json;
    }

    @Override
    public Optional<RevocationList.Listed> fetch(String tag) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("If-None-Match", tag)
                .build();
        try {
            HttpResponse<byte[]> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_LIST));
            return switch (response.statusCode()) {
                case NOT_MODIFIED -> Optional.empty();
                case 200 -> Optional.of(listed(response));
                default -> throw new IOException("status " + response.statusCode() + " from " + address);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while fetching revocations", e);
        }
    }

    private RevocationList.Listed listed(HttpResponse<byte[]> response) {
        String tag = response.headers().firstValue("ETag").orElse("");
        return new RevocationList.Listed(
                tag, json.readTolerant(response.body(), Revoked.class).revoked());
    }
}
