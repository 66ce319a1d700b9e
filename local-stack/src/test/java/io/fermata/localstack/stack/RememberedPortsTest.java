package io.fermata.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedPortsTest {
    @TempDir
    private Path home;

    @Test
    void findsTheStackWhereItWasStarted() throws IOException {
        RememberedPorts ports = new RememberedPorts(new StackDirectory(home));

        ports.remember(Map.of("FERMATA_PORT_BASE", "30000", "FERMATA_KAFKA_PORT", "30092", "PATH", "/bin"));

        assertThat(ports.completing(Map.of("HOME", "/root")))
                .containsOnly(
                        Map.entry("HOME", "/root"),
                        Map.entry("FERMATA_PORT_BASE", "30000"),
                        Map.entry("FERMATA_KAFKA_PORT", "30092"));
    }

    @Test
    void believesTheEnvironmentWhenItNamesAPort() throws IOException {
        RememberedPorts ports = new RememberedPorts(new StackDirectory(home));
        ports.remember(Map.of("FERMATA_PORT_BASE", "30000"));
        Map<String, String> environment = Map.of("FERMATA_GATEWAY_PORT", "9000");

        assertThat(ports.completing(environment)).isEqualTo(environment);
    }

    @Test
    void knowsNothingOfAStackThatNeverStarted() throws IOException {
        Map<String, String> environment = Map.of("PATH", "/bin");

        assertThat(new RememberedPorts(new StackDirectory(home)).completing(environment))
                .isEqualTo(environment);
    }
}
