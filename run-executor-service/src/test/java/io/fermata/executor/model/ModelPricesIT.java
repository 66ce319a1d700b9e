package io.fermata.executor.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.machine.Price;
import io.fermata.executor.platform.RunExecutorProperties;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

@WholeServiceTest
class ModelPricesIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ModelPrices prices;

    @Test
    void knowsWhatProvidersAskFor() {
        assertThat(prices.current().of("openai/gpt-4.1-mini"))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.compareTo(b) == 0, BigDecimal.class)
                .isEqualTo(new Price(new BigDecimal("0.40"), new BigDecimal("1.60")));
    }

    @Test
    void callsNothingFreeWhereAModelWithoutAPriceIsRefused() {
        assertThat(prices.current().unlistedIsFree()).isTrue();
        assertThat(with(Map.of("fermata.executor.unpriced-models", "refuse"))
                        .current()
                        .unlistedIsFree())
                .isFalse();
    }

    private ModelPrices with(Map<String, String> setting) {
        Map<String, String> settings = new HashMap<>(setting);
        settings.put("fermata.executor.registry-url", "http://127.0.0.1");
        settings.put("fermata.executor.tools-url", "http://127.0.0.1");
        settings.put("fermata.executor.default-model", "openai/any");
        settings.put("fermata.executor.providers.openai.api", "openai");
        RunExecutorProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bind("fermata.executor", RunExecutorProperties.class)
                .get();
        return new ModelPrices(jdbc, Clock.systemUTC(), properties);
    }
}
