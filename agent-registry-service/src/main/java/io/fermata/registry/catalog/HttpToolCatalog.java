package io.fermata.registry.catalog;

import io.fermata.starter.json.Json;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.CallerToken;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;

/** Asks tool-service, on behalf of the caller and with the caller's own token. */
class HttpToolCatalog implements ToolCatalog {
    private static final Logger log = LoggerFactory.getLogger(HttpToolCatalog.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final byte[] NOTHING = {};

    record Question(List<String> names, String agentId) {}

    record Answer(List<String> unknown) {}

    private final RestClient tools;
    private final CircuitBreaker breaker;
    private final Json json;

    HttpToolCatalog(RestClient tools, CircuitBreaker breaker, Json json) {
        this.tools = tools;
        this.breaker = breaker;
        this.json = json;
    }

    @Override
    public Set<String> unknown(Collection<String> names, String agentId) {
        Question question = new Question(List.copyOf(names), agentId);
        try {
            return Set.copyOf(breaker.executeSupplier(() -> ask(question)).unknown());
        } catch (RestClientException | CallNotPermittedException | JacksonException e) {
            log.atWarn().setCause(e).log("tool-service cannot say which tools exist");
            throw ProblemException.unavailable("The tools cannot be looked up at the moment.", RETRY_AFTER);
        }
    }

    private Answer ask(Question question) {
        byte[] answer = tools.post()
                .uri("/internal/v1/tools/resolve")
                .headers(headers -> CallerToken.find().ifPresent(headers::setBearerAuth))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeBytes(question))
                .retrieve()
                .body(byte[].class);
        return json.readTolerant(Objects.requireNonNullElse(answer, NOTHING), Answer.class);
    }
}
