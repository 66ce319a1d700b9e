package io.fermata.registry.agent;

import org.jspecify.annotations.Nullable;

/**
 * What a change makes of an agent, and what to note on the version it makes, if it makes one.
 *
 * @param label for the new version
 * @param restoredFrom the version the new one repeats
 */
public record AgentEdit(
        Agent after, @Nullable String label, @Nullable Integer restoredFrom) {
    public static AgentEdit of(Agent after) {
        return new AgentEdit(after, null, null);
    }
}
