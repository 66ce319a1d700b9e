package io.fermata.tools.invocation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended; never changed once written.
 *
 * @param outputJson the result as JSON text, serialised once
 * @param attempts how often the tool was called
 */
public record Outcome(
        State state, @Nullable String outputJson, @Nullable ToolError error, int attempts, long latencyMillis) {
    /** Terminal states. */
    public enum State {
        SUCCEEDED("DONE", "done"),
        FAILED("FAILED", "failed"),
        UNKNOWN("UNKNOWN", "unknown");

        private final String stored;
        private final String usage;

        State(String stored, String usage) {
            this.stored = stored;
            this.usage = usage;
        }

        String stored() {
            return stored;
        }

        String usage() {
            return usage;
        }
    }

    boolean sameAs(@Nullable Outcome other) {
        return other != null && state == other.state && Objects.equals(outputJson, other.outputJson);
    }

    static Outcome failed(ToolError error, int attempts, long latencyMillis) {
        return new Outcome(State.FAILED, null, error, attempts, latencyMillis);
    }

    static Outcome unknown(ToolError error, int attempts, long latencyMillis) {
        return new Outcome(State.UNKNOWN, null, error, attempts, latencyMillis);
    }
}
