package io.fermata.gateway.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.testing.BackEnds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The edge sees every credential first: its own lines show none. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
@ExtendWith(OutputCaptureExtension.class)
class RedactedLogsIT {
    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @Test
    void aLineShowsNothingOfPeopleAndNoCredential(CapturedOutput output) {
        LoggerFactory.getLogger("edge").warn("grace@example.com showed fk_live_0123456789abcdef");

        assertThat(output).contains("[email] showed [redacted]").doesNotContain("example.com", "fk_live");
    }
}
