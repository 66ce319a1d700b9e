package io.fermata.starter.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the inbox remembers.
 *
 * @param retention how long a second delivery is recognised; longer than the topics keep their records
 */
@ConfigurationProperties(prefix = "fermata.inbox", ignoreUnknownFields = false)
public record InboxProperties(@DefaultValue("14d") Duration retention) {
    public InboxProperties {
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("fermata.inbox.retention must be positive");
        }
    }
}
