package io.fermata.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RedactedLogsTest {
    private static final String TEXT = "grace@example.com called from +49 170 1234567 with Bearer abc";

    @Test
    void aLineShowsNothingOfPeopleWhereverItStands() {
        JsonNode line = line(new MockEnvironment());

        assertThat(line.get("message").asString()).isEqualTo("[email] called from [phone] with [redacted]");
        assertThat(line.get("reason").asString()).isEqualTo("[email] called from [phone] with [redacted]");
        assertThat(line.get("subject").asString()).isEqualTo("[email]");
        assertThat(line.get("stack_trace").asString()).contains("IllegalStateException: [email] called");
        assertThat(line.get("logger_name").asString()).isEqualTo("io.fermata.Test");
    }

    @Test
    void anOperatorSaysWhatIsLookedFor() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("fermata.redaction.detectors", "phone, ip-address")
                .withProperty("fermata.redaction.patterns.caller", "called");

        assertThat(line(environment).get("message").asString())
                .isEqualTo("grace@example.com [caller] from [phone] with Bearer abc");
    }

    @Test
    void anOperatorTurnsItOff() {
        MockEnvironment environment = new MockEnvironment().withProperty("fermata.redaction.enabled", "false");

        assertThat(line(environment).get("message").asString()).isEqualTo(TEXT);
    }

    private static JsonNode line(Environment environment) {
        LoggerContext context = new LoggerContext();
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("logstash");
        encoder.start();
        return JsonMapper.shared().readTree(new String(encoder.encode(event(context)), StandardCharsets.UTF_8));
    }

    private static LoggingEvent event(LoggerContext context) {
        LoggingEvent event = new LoggingEvent(
                "test",
                context.getLogger("io.fermata.Test"),
                Level.WARN,
                TEXT,
                new IllegalStateException(TEXT),
                new Object[0]);
        event.setInstant(Instant.EPOCH);
        event.addKeyValuePair(new KeyValuePair("reason", TEXT));
        event.setMDCPropertyMap(Map.of("subject", "grace@example.com"));
        return event;
    }
}
