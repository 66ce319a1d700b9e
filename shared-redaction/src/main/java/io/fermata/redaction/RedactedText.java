package io.fermata.redaction;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Redacts the log lines that are written for people: whole, once the logging system has been set up. In JSON each value is
 * redacted by itself, see {@link RedactedLogs}.
 */
final class RedactedText implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            redact(context, event.getEnvironment());
        }
    }

    static void redact(LoggerContext context, Environment environment) {
        RedactionProperties properties =
                Binder.get(environment).bindOrCreate("fermata.redaction", RedactionProperties.class);
        if (properties.enabled()) {
            Redactor redactor = properties.redactor();
            for (Logger logger : context.getLoggerList()) {
                logger.iteratorForAppenders().forEachRemaining(appender -> redact(appender, redactor));
            }
        }
    }

    private static void redact(Appender<ILoggingEvent> appender, Redactor redactor) {
        if (appender instanceof OutputStreamAppender<ILoggingEvent> output) {
            Encoder<ILoggingEvent> encoder = output.getEncoder();
            if (!(encoder instanceof StructuredLogEncoder || encoder instanceof RedactingEncoder)) {
                output.setEncoder(new RedactingEncoder(encoder, redactor));
            }
        }
    }
}
