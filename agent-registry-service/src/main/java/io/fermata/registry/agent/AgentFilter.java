package io.fermata.registry.agent;

import io.fermata.registry.lifecycle.AgentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which agents a list shows; null leaves a criterion out.
 *
 * @param owner the owner's e-mail address
 * @param text is part of the name or the description, in any case
 * @param createdAfter exclusive
 * @param createdBefore exclusive
 */
public record AgentFilter(
        @Nullable AgentStatus status,
        @Nullable String tag,
        @Nullable String owner,
        @Nullable String text,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore) {}
