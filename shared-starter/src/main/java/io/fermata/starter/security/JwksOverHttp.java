package io.fermata.starter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads a JWK set from a configured address; only RSA signing keys are kept. */
final class JwksOverHttp implements IssuerKeys.Source {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LARGEST_SET = 256 * 1024;

    private final HttpClient http;
    private final HttpRequest request;

    JwksOverHttp(HttpClient http, URI jwksUri) {
        this.http = http;
        this.request = HttpRequest.newBuilder(jwksUri).timeout(PATIENCE).build();
    }

    static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    @Override
    public Map<String, RSAPublicKey> fetch() {
        try {
            HttpResponse<String> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_SET));
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode() + " from " + request.uri());
            }
            return keys(JWKSet.parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while fetching keys", e);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("not a key set: " + request.uri(), e);
        }
    }

    private static Map<String, RSAPublicKey> keys(JWKSet set) throws JOSEException {
        Map<String, RSAPublicKey> keys = new HashMap<>();
        for (JWK key : set.getKeys()) {
            if (key instanceof RSAKey rsa && rsa.getKeyID() != null) {
                keys.put(rsa.getKeyID(), rsa.toRSAPublicKey());
            }
        }
        return Map.copyOf(keys);
    }
}
