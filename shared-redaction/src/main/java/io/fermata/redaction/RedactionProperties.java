package io.fermata.redaction;

import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What log lines do not show.
 *
 * @param detectors addresses are not among the defaults: in our logs they are servers'
 * @param patterns further RE2 patterns, by the name that is put in the place of what they find
 */
@ConfigurationProperties(prefix = "fermata.redaction", ignoreUnknownFields = false)
record RedactionProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue({"credential", "email", "iban", "credit-card", "us-ssn", "phone"})
        Set<Detector> detectors,

        @DefaultValue Map<String, String> patterns) {
    Redactor redactor() {
        return Redactor.of(detectors, patterns);
    }
}
