package io.fermata.executor.model;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Map;

/**
 * All configured providers, each behind its own bulkhead and circuit breaker. Asks once: whether and when to ask again is
 * the run's decision, because it survives a crash there.
 */
public final class ChatModels {

    private final Map<String, Guarded> providers;

    ChatModels(Map<String, Guarded> providers) {
        this.providers = Map.copyOf(providers);
    }

    /**
     * Returns the whole answer.
     *
     * @throws ModelFailure when none came
     */
    public ModelAnswer ask(ModelQuestion question, ModelCall call) {
        Guarded provider = providers.get(question.model().provider());
        if (provider == null) {
            throw new ModelFailure(
                    ModelFailure.Kind.NOT_CONFIGURED,
                    "no provider named " + question.model().provider() + " is configured");
        }
        return provider.ask(question, call);
    }

    record Guarded(ModelProvider provider, CircuitBreaker breaker, Bulkhead bulkhead) {

        ModelAnswer ask(ModelQuestion question, ModelCall call) {
            try {
                return bulkhead.executeSupplier(() -> breaker.executeSupplier(() -> provider.ask(question, call)));
            } catch (CallNotPermittedException e) {
                throw new ModelFailure(
                        ModelFailure.Kind.UNAVAILABLE,
                        "the model provider failed repeatedly; its circuit is open",
                        Duration.ofSeconds(1),
                        e);
            } catch (BulkheadFullException e) {
                throw new ModelFailure(
                        ModelFailure.Kind.RATE_LIMITED,
                        "too many calls to the model provider are under way",
                        Duration.ofSeconds(1),
                        e);
            }
        }
    }
}
