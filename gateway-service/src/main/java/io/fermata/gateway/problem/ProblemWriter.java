package io.fermata.gateway.problem;

import io.fermata.contracts.Problems;
import io.fermata.gateway.tracing.RequestIdentity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request with a problem document. */
public final class ProblemWriter {
    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public Mono<Void> write(ServerWebExchange exchange, Refusal refusal) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(refusal.problem().status()));
        describe(response.getHeaders(), refusal);
        byte[] body = json.writeValueAsBytes(document(exchange, refusal));
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static void describe(HttpHeaders headers, Refusal refusal) {
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        refusal.retryAfter()
                .ifPresent(wait -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds()))));
        if (refusal.problem() == Problems.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
    }

    private static ProblemDocument document(ServerWebExchange exchange, Refusal refusal) {
        String path = SafePath.of(exchange.getRequest().getURI());
        return ProblemDocument.of(refusal, path, RequestIdentity.of(exchange).requestId());
    }
}
