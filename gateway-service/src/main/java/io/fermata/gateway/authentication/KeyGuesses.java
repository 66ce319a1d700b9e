package io.fermata.gateway.authentication;

import io.fermata.gateway.problem.Refusal;
import io.fermata.gateway.tracing.RequestOrigin;
import reactor.core.publisher.Mono;

/** Counts API keys that were not valid, by where they came from. */
public interface KeyGuesses {
    /**
     * Asked before another one is looked up.
     *
     * @throws Refusal as rate-limited, when there have been too many from there
     */
    void requirePatience(RequestOrigin asker);

    /** One more. */
    Mono<Void> add(RequestOrigin asker);
}
