package io.fermata.gateway.tracing;

import org.springframework.web.server.ServerWebExchange;

/** What a request is called in logs, answers and traces. */
public record RequestIdentity(String requestId, String traceparent) {
    private static final String ATTRIBUTE = RequestIdentity.class.getName();

    /** The identity given at the door; every request that reached the edge's filters has one. */
    public static RequestIdentity of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    void bind(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }
}
