package io.fermata.registry.agent;

import io.fermata.registry.config.AgentConfig;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as it once was and will always have been.
 *
 * @param restoredFrom the version this one repeats, when it was made by a rollback
 */
public record AgentVersion(
        int number,
        @Nullable String label,
        @Nullable Integer restoredFrom,
        AgentConfig config,
        String createdBy,
        Instant createdAt) {}
