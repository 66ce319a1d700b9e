package io.fermata.starter.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SealingPropertiesTest {
    private static final String K1 = Sealing.master("k1");
    private static final String K2 = Sealing.master("k2");

    @Test
    void readsSeveralMasterKeysFromTheEnvironment() {
        SealingProperties properties = bind(Map.of("FERMATA_SEALING_MASTER_KEYS", K2 + "," + K1));

        assertThat(properties.keys().first().id()).isEqualTo("k2");
        assertThat(properties.keys().ids()).containsExactly("k2", "k1");
        assertThat(properties.keyLifetime()).isEqualTo(Duration.ofDays(90));
        assertThat(properties.cacheTime()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsThemFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("master-keys"), K2 + "\n" + K1 + "\n");

        SealingProperties properties = bind(Map.of("FERMATA_SEALING_MASTER_KEYS_FILE", file.toString()));

        assertThat(properties.keys().ids()).containsExactly("k2", "k1");
    }

    @Test
    void takesWhatIsSetToNothingForNotSet(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("master-keys"), K2);

        assertThat(bind(Map.of("FERMATA_SEALING_MASTER_KEYS", K1, "FERMATA_SEALING_MASTER_KEYS_FILE", ""))
                        .keys()
                        .ids())
                .containsExactly("k1");
        assertThat(bind(Map.of("FERMATA_SEALING_MASTER_KEYS", "", "FERMATA_SEALING_MASTER_KEYS_FILE", file.toString()))
                        .keys()
                        .ids())
                .containsExactly("k2");
    }

    @Test
    void saysWhatToSetWhenThereIsNone() {
        for (Map<String, Object> nothing :
                List.of(Map.<String, Object>of(), Map.<String, Object>of("FERMATA_SEALING_MASTER_KEYS", " "))) {
            assertThatThrownBy(() -> bind(nothing))
                    .isInstanceOf(BindException.class)
                    .hasRootCauseMessage(
                            "set FERMATA_SEALING_MASTER_KEYS to id:32 random bytes in base64,"
                                    + " or FERMATA_SEALING_MASTER_KEYS_FILE to a file with that: without it nothing can be stored sealed");
        }
    }

    @Test
    void refusesKeysThatCannotBeMeant() {
        assertThatThrownBy(() -> of(",").keys()).hasMessageContaining("no master key");
        assertThatThrownBy(() -> of("k1").keys()).hasMessageContaining("id:base64");
        assertThatThrownBy(() -> of("k1:c2hvcnQ=").keys()).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> of(K1 + "," + K1).keys()).hasMessageContaining("two master keys k1");
    }

    @Test
    void showsNoKeyInText() {
        assertThat(of(K1).toString() + of(K1).keys().first()).doesNotContain(K1.substring(3));
    }

    private static SealingProperties of(@Nullable String keys) {
        return new SealingProperties(keys, null, Duration.ofDays(1), Duration.ZERO);
    }

    private static SealingProperties bind(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("fermata.sealing", SealingProperties.class);
    }
}
