package io.fermata.executor.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All configured providers, each behind the line of its key: the tenant's own where it brought one, else the operator's.
 * Asks once: whether and when to ask again is the run's decision, because it survives a crash there.
 */
public final class ChatModels {

    private static final int MOST_OWN_LINES = 5_000;
    private static final Duration OWN_LINE_UNUSED = Duration.ofMinutes(10);

    private final Map<String, Offer> offers;
    private final OwnKeys keys;
    private final Cache<Own, Guarded> ownLines = Caffeine.newBuilder()
            .maximumSize(MOST_OWN_LINES)
            .expireAfterAccess(OWN_LINE_UNUSED)
            .build();

    ChatModels(Map<String, Offer> offers, OwnKeys keys) {
        this.offers = Map.copyOf(offers);
        this.keys = keys;
    }

    /**
     * Returns the whole answer.
     *
     * @throws ModelFailure when none came
     */
    public ModelAnswer ask(ModelQuestion question, ModelCall call) {
        return guarded(question.model().provider()).ask(question, call);
    }

    private Guarded guarded(String provider) {
        Offer offer = offers.get(provider);
        if (offer == null) {
            throw notConfigured("no provider named " + provider + " is configured");
        }
        return keys.find(provider)
                .map(key -> ownLines.get(new Own(Tenants.current(), provider, key), _ -> offer.under(key)))
                .or(offer::shared)
                .orElseThrow(() -> notConfigured(
                        "the provider " + provider + " has no key, and the tenant has brought none of its own"));
    }

    private static ModelFailure notConfigured(String message) {
        return new ModelFailure(ModelFailure.Kind.NOT_CONFIGURED, message);
    }

    record Guarded(ModelProvider provider, CallLine line) {

        ModelAnswer ask(ModelQuestion question, ModelCall call) {
            return line.pass(Tenants.current(), call, question.lastResort(), () -> provider.ask(question, call));
        }
    }

    /**
     * A provider at the operator's address.
     *
     * @param underTheOperators null when the operator has no key for it
     * @param underAnother makes it anew, in a line of its own
     */
    record Offer(@Nullable Guarded underTheOperators, Function<String, Guarded> underAnother) {

        Optional<Guarded> shared() {
            return Optional.ofNullable(underTheOperators);
        }

        Guarded under(String key) {
            return underAnother.apply(key);
        }
    }

    /** By the key itself and not its version: one that was taken away and stored anew has the first version again. */
    private record Own(TenantId tenant, String provider, String key) {
        @Override
        public String toString() {
            return "Own[key=***]";
        }
    }
}
