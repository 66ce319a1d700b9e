package io.fermata.gateway.authentication;

import io.fermata.gateway.problem.Refusal;
import io.fermata.gateway.tracing.RequestOrigin;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks identity-service for tokens and key sets. */
public final class IdentityClient {
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String API_KEY = "urn:fermata:params:oauth:token-type:api-key";

    private final WebClient http;
    private final URI tokenEndpoint;
    private final URI refusedTokens;
    private final URI keySet;
    private final Duration timeout;
    private final CircuitBreaker circuit;

    public IdentityClient(WebClient http, URI identity, URI keySet, Duration timeout, CircuitBreaker circuit) {
        this.http = http;
        this.tokenEndpoint = identity.resolve("/oauth2/token");
        this.refusedTokens = identity.resolve("/internal/v1/refused-tokens");
        this.keySet = keySet;
        this.timeout = timeout;
        this.circuit = circuit;
    }

    /** The access token for a key. A key that is not good is refused as unauthenticated; anything else is unavailable. */
    Mono<String> exchange(Credential.ApiKey key, RequestOrigin asker) {
        return guarded(http.post()
                .uri(tokenEndpoint)
                .headers(asker::addTo)
                .body(BodyInserters.fromFormData("grant_type", EXCHANGE)
                        .with("subject_token_type", API_KEY)
                        .with("subject_token", key.value()))
                .exchangeToMono(IdentityClient::token));
    }

    /** Shows a token that was refused here; identity-service looks at it itself. */
    Mono<Void> handIn(String token, String operation, RequestOrigin asker) {
        return guarded(http.post()
                .uri(refusedTokens)
                .headers(asker::addTo)
                .body(BodyInserters.fromFormData("token", token).with("operation", operation))
                .exchangeToMono(answer -> answer.statusCode().is2xxSuccessful()
                        ? answer.releaseBody()
                        : answer.releaseBody().then(Mono.error(away()))));
    }

    /** The public keys, as a JWK set. */
    Mono<String> keySet() {
        return guarded(http.get().uri(keySet).exchangeToMono(answer -> success(answer, String.class)));
    }

    private <T> Mono<T> guarded(Mono<T> call) {
        return call.timeout(timeout)
                .transformDeferred(CircuitBreakerOperator.of(circuit))
                .onErrorMap(failure -> failure instanceof Refusal ? failure : away());
    }

    private static Mono<String> token(ClientResponse answer) {
        if (refused(answer.statusCode())) {
            return answer.releaseBody().then(Mono.error(Refusal.unauthenticated("The API key is not valid.")));
        }
        return success(answer, JsonNode.class)
                .map(body -> body.path("access_token").asString());
    }

    private static boolean refused(HttpStatusCode status) {
        return status.value() == 400 || status.value() == 401;
    }

    private static <T> Mono<T> success(ClientResponse answer, Class<T> type) {
        return answer.statusCode().is2xxSuccessful()
                ? answer.bodyToMono(type)
                : answer.releaseBody().then(Mono.error(away()));
    }

    private static Refusal away() {
        return Refusal.unavailable("Credentials cannot be checked now.");
    }
}
