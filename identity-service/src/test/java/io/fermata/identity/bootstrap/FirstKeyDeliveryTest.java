package io.fermata.identity.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.platform.IdentityProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FirstKeyDeliveryTest {
    private static final String KEY = "fk_test_first";

    @Test
    void whoeverReadsTheLogFindsNoKeyThatIsInAFile(@TempDir Path directory, CapturedOutput output) throws IOException {
        Path file = directory.resolve("key");

        delivery(file.toString()).handOver(KEY);

        assertThat(Files.readString(file)).isEqualTo(KEY + "\n");
        assertThat(output.getAll())
                .contains("/key, which only its owner can read")
                .doesNotContain(KEY);
    }

    @Test
    void printsTheKeyWhereThereIsNoFile(CapturedOutput output) {
        delivery(null).handOver(KEY);

        assertThat(output.getOut()).contains(KEY);
    }

    private static FirstKeyDelivery delivery(@Nullable String file) {
        return new FirstKeyDelivery(new IdentityProperties(
                "local", null, file, Duration.ofDays(30), Duration.ofDays(3), Duration.ofHours(12), List.of(), false));
    }
}
