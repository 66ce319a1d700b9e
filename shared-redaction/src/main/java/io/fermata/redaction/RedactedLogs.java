package io.fermata.redaction;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;
import org.springframework.core.env.Environment;

/** Redacts every text of a JSON log line: message, values, stack trace. Made by the logging system, before any bean. */
final class RedactedLogs implements StructuredLoggingJsonMembersCustomizer<Object> {
    private final RedactionProperties properties;

    RedactedLogs(Environment environment) {
        this.properties = Binder.get(environment).bindOrCreate("fermata.redaction", RedactionProperties.class);
    }

    @Override
    public void customize(JsonWriter.Members<Object> members) {
        if (properties.enabled()) {
            Redactor redactor = properties.redactor();
            members.applyingValueProcessor(
                    JsonWriter.ValueProcessor.of(String.class, text -> text == null ? null : redactor.text(text)));
        }
    }
}
