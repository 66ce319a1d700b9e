package io.fermata.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.mock.env.MockEnvironment;

class RedactedTextTest {
    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    @Test
    void aLineShowsNothingOfPeopleWhereverItStands() {
        Logger logger = logger();
        RedactedText.redact(context, new MockEnvironment());

        try (var _ = MDC.putCloseable("subject", "ada@example.com")) {
            logger.atWarn()
                    .addKeyValue("key", "fk_live_0123456789")
                    .setCause(new IllegalStateException("card 4111 1111 1111 1111"))
                    .log("grace@example.com called, schön");
        }

        assertThat(lines.toString(UTF_8))
                .startsWith("WARN [email] key=\"[redacted]\" [email] called, schön")
                .contains("IllegalStateException: card [card]")
                .doesNotContain("example.com", "4111", "fk_live");
    }

    @Test
    void doesItOnceHoweverOftenItIsAsked() {
        Logger logger = logger();
        RedactedText.redact(context, new MockEnvironment());
        RedactedText.redact(context, new MockEnvironment());

        logger.warn("to grace@example.com");

        assertThat(lines.toString(UTF_8)).contains("to [email]");
    }

    @Test
    void anOperatorTurnsItOff() {
        Logger logger = logger();
        RedactedText.redact(context, new MockEnvironment().withProperty("fermata.redaction.enabled", "false"));

        logger.warn("to grace@example.com");

        assertThat(lines.toString(UTF_8)).contains("to grace@example.com");
    }

    private Logger logger() {
        context.setMDCAdapter(MDC.getMDCAdapter());
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(UTF_8);
        encoder.setPattern("%level %X{subject} %kvp %m%n%ex");
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(lines);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        return root;
    }
}
