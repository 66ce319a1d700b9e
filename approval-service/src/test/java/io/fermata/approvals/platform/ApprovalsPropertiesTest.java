package io.fermata.approvals.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ApprovalsPropertiesTest {
    @Test
    void hasTheseDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ApprovalsProperties(
                        Duration.ofSeconds(1),
                        100,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @CsvSource({"expiry-sweep,0s", "expiry-batch,0", "stream-poll,-1s", "stream-heartbeat,0s", "stream-lifetime,0s"})
    void refusesWhatCannotWork(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("fermata.approvals." + name, value)))
                .rootCause()
                .hasMessageContaining(name);
    }

    private static ApprovalsProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("fermata.approvals", ApprovalsProperties.class);
    }
}
