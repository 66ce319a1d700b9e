package io.fermata.starter.security;

import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestInitializer;

/**
 * Calls another service of ours in the caller's own name:
 * {@code builder.requestInitializer(new CallerTokenForwarding())}.
 */
public final class CallerTokenForwarding implements ClientHttpRequestInitializer {
    @Override
    public void initialize(ClientHttpRequest request) {
        CallerToken.find().ifPresent(token -> request.getHeaders().setBearerAuth(token));
    }
}
