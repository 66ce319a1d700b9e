package io.fermata.executor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fermata.executor.model.ModelFailure.Kind;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.platform.RunExecutorProperties.Api;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who brought a key stands in a line of its own, for better or worse. */
class OwnLinesTest {

    private static final TenantId BRINGER = new TenantId("bringer");
    private static final TenantId OTHER = new TenantId("other");
    private static final String BROUGHT = "sk-brought";
    private static final String OPERATORS = "sk-operators";

    private static final CircuitBreakerConfig OPENS_AT_ONCE = CircuitBreakerConfig.custom()
            .minimumNumberOfCalls(1)
            .waitDurationInOpenState(Duration.ofHours(1))
            .build();

    private final Map<TenantId, String> brought = new HashMap<>(Map.of(BRINGER, BROUGHT));
    private final Map<String, CircuitBreaker> circuits = new HashMap<>();
    private final Set<String> away = new HashSet<>();
    private final RunExecutorProperties.Provider provider = new RunExecutorProperties.Provider(
            Api.OPENAI, "http://model.test/v1", OPERATORS, Duration.ofSeconds(1), 8, 5.0);
    private final ChatModels models = new ChatModels(
            Map.of("openai", new ChatModels.Offer(guarded(provider), key -> guarded(provider.under(key)))),
            _ -> Optional.ofNullable(brought.get(Tenants.current())));

    @Test
    void answerUnderTheKeyOfWhoAsks() {
        assertThat(ask(BRINGER).text()).isEqualTo(BROUGHT);
        assertThat(ask(OTHER).text()).isEqualTo(OPERATORS);
    }

    @Test
    void shutTheOperatorsForNobody() {
        away.add(BROUGHT);

        failure(BRINGER);

        assertThat(circuit(BROUGHT).getState()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(failure(BRINGER)).hasMessageContaining("circuit is open");
        assertThat(ask(OTHER).text()).isEqualTo(OPERATORS);
    }

    @Test
    void stayOpenWhenTheOperatorsIsShut() {
        away.add(OPERATORS);

        failure(OTHER);

        assertThat(circuit(OPERATORS).getState()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(ask(BRINGER).text()).isEqualTo(BROUGHT);
    }

    @Test
    void beginAnewWithAnotherKey() {
        away.add(BROUGHT);
        failure(BRINGER);

        brought.put(BRINGER, "sk-another");

        assertThat(ask(BRINGER).text()).isEqualTo("sk-another");
    }

    @Test
    void keepThePaceOfNobodyElse() {
        assertThat(provider.under(BROUGHT).maxCallsPerSecond()).isNull();
    }

    @Test
    void stayShutToWhomTheOperatorHasNoKeyEither() {
        ChatModels keyless = new ChatModels(
                Map.of("openai", new ChatModels.Offer(null, key -> guarded(provider.under(key)))),
                _ -> Optional.empty());

        ModelFailure failure = catchThrowableOfType(ModelFailure.class, () -> ask(keyless, OTHER));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_CONFIGURED);
    }

    private ChatModels.Guarded guarded(RunExecutorProperties.Provider settings) {
        String key = String.valueOf(settings.apiKey());
        ModelProvider echo = (_, _) -> {
            if (away.contains(key)) {
                throw new ModelFailure(Kind.UNAVAILABLE, "the provider is away");
            }
            return new ModelAnswer(key, List.of(), 1, 1, false);
        };
        return new ChatModels.Guarded(echo, new CallLine(circuit(key), Bulkhead.ofDefaults(key), null));
    }

    private CircuitBreaker circuit(String key) {
        return circuits.computeIfAbsent(key, name -> CircuitBreaker.of(name, OPENS_AT_ONCE));
    }

    private ModelAnswer ask(TenantId tenant) {
        return ask(models, tenant);
    }

    private static ModelAnswer ask(ChatModels models, TenantId tenant) {
        ModelQuestion question =
                new ModelQuestion(new ModelId("openai", "any"), "", List.of(), List.of(), null, null, 1, false);
        return Tenants.call(tenant, () -> models.ask(question, new ModelCall(_ -> {})));
    }

    private ModelFailure failure(TenantId tenant) {
        return catchThrowableOfType(ModelFailure.class, () -> ask(tenant));
    }
}
