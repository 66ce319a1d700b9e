package io.fermata.approvals.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What waits: one tool call of one step, with everything a person needs to judge it. */
public record HeldCall(String runId, String stepId, Agent agent, Tool tool, Arguments arguments, Request request) {

    /** Whose call it is. */
    public record Agent(String id, int version, String name) {}

    /**
     * What would be called.
     *
     * @param riskLevel low, medium, high or critical
     */
    public record Tool(String name, int version, String riskLevel) {}

    /**
     * How it came to be held.
     *
     * @param by who started the run
     */
    public record Request(@Nullable String reason, @Nullable String by, Instant at) {
        boolean isBy(Decider who) {
            return who.subject().equals(by);
        }
    }
}
