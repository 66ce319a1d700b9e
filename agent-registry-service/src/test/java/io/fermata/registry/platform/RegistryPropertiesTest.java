package io.fermata.registry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RegistryPropertiesTest {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Registered.class);

    @EnableConfigurationProperties(RegistryProperties.class)
    static class Registered {}

    @Test
    void theDefaultsAreThese() {
        context.run(started -> assertThat(started.getBean(RegistryProperties.class))
                .isEqualTo(new RegistryProperties(URI.create("http://127.0.0.1:8084"), Duration.ofSeconds(2))));
    }

    @Test
    void anUnknownKeyStopsTheStart() {
        context.withPropertyValues("fermata.registry.tool-url=http://tools")
                .run(started -> assertThat(started).hasFailed());
    }

    @Test
    void waitingForNoTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegistryProperties(URI.create("http://tools"), Duration.ZERO))
                .withMessageContaining("tools-timeout");
    }
}
