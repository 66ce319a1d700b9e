package io.fermata.executor.model;

import io.fermata.starter.tenancy.Tenants;
import java.util.Map;

/**
 * All configured providers, each behind the line of its key. Asks once: whether and when to ask again is the run's
 * decision, because it survives a crash there.
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

    record Guarded(ModelProvider provider, CallLine line) {

        ModelAnswer ask(ModelQuestion question, ModelCall call) {
            return line.pass(Tenants.current(), call, question.lastResort(), () -> provider.ask(question, call));
        }
    }
}
