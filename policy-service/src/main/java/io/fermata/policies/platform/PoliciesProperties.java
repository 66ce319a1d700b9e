package io.fermata.policies.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What policy-service can be told.
 *
 * @param archiveDirectory where old audit events go, on a volume that all replicas share and that is backed up; without
 *     it nothing is archived and nothing is removed
 * @param archiveInterval how often old events are looked for
 * @param archiveFileEvents at most so many events go into one file
 */
@ConfigurationProperties(prefix = "fermata.policies", ignoreUnknownFields = false)
public record PoliciesProperties(
        @DefaultValue("") String archiveDirectory,
        @DefaultValue("1h") Duration archiveInterval,
        @DefaultValue("10000") int archiveFileEvents) {
    public PoliciesProperties {
        if (archiveInterval.isNegative() || archiveInterval.isZero()) {
            throw new IllegalArgumentException("fermata.policies.archive-interval must be positive");
        }
        if (archiveFileEvents < 1) {
            throw new IllegalArgumentException("fermata.policies.archive-file-events must be positive");
        }
    }

    public Optional<Path> archive() {
        return archiveDirectory.isBlank() ? Optional.empty() : Optional.of(Path.of(archiveDirectory));
    }
}
