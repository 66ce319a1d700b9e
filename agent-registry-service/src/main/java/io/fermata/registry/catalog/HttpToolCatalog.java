package io.fermata.registry.catalog;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.CallerToken;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks tool-service, on behalf of the caller and with the caller's own token. */
class HttpToolCatalog implements ToolCatalog {
    private static final Logger log = LoggerFactory.getLogger(HttpToolCatalog.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Set<Integer> AWAY = Set.of(502, 503, 504);

    record Question(List<String> names, String agentId) {}

    record Answer(@Nullable List<String> unknown) {}

    private final RestClient tools;
    private final CircuitBreaker breaker;

    HttpToolCatalog(RestClient tools, CircuitBreaker breaker) {
        this.tools = tools;
        this.breaker = breaker;
    }

    @Override
    public Set<String> unknown(Collection<String> names, String agentId) {
        Question question = new Question(List.copyOf(names), agentId);
        try {
            return breaker.executeSupplier(() -> ask(question));
        } catch (RestClientException | CallNotPermittedException e) {
            log.atWarn().setCause(e).log("tool-service cannot say which tools exist");
            throw ProblemException.unavailable("The tools cannot be looked up at the moment.", RETRY_AFTER);
        }
    }

    /**
     * Whether a failure says that tool-service is not there. One that answers, with whatever status, is: all tenants share
     * the breaker, and what one of them can make fail must not stop the others.
     */
    static boolean meansAway(Throwable failure) {
        return switch (failure) {
            case ResourceAccessException _ -> true;
            case HttpServerErrorException answer ->
                AWAY.contains(answer.getStatusCode().value());
            default -> false;
        };
    }

    private Set<String> ask(Question question) {
        Answer answer = tools.post()
                .uri("/internal/v1/tools/resolve")
                .headers(headers -> CallerToken.find().ifPresent(headers::setBearerAuth))
                .contentType(MediaType.APPLICATION_JSON)
                .body(question)
                .retrieve()
                .body(Answer.class);
        if (answer == null || answer.unknown() == null) {
            throw new RestClientException("tool-service did not say which tools are unknown");
        }
        return Set.copyOf(answer.unknown());
    }
}
