package io.fermata.approvals.approval;

import java.time.Instant;
import java.util.List;

/**
 * Who may decide, how many must agree, and until when.
 *
 * @param approvers subjects or roles; empty means everybody with the permission
 * @param quorum how many different people must approve
 */
public record Terms(List<String> approvers, int quorum, Instant expiresAt) {
    public Terms {
        approvers = List.copyOf(approvers);
        if (quorum < 1) {
            throw new IllegalArgumentException("a quorum is at least one");
        }
    }

    boolean allow(Decider who) {
        return approvers.isEmpty() || approvers.stream().anyMatch(who::isNamed);
    }

    /** The last moment is already too late. */
    boolean overAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
