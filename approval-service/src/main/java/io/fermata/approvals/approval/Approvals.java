package io.fermata.approvals.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tenant's approvals. Every method needs an open transaction of that tenant. */
public interface Approvals {

    /** Returns false when an approval of this id is already there. */
    boolean add(Approval approval);

    Optional<Approval> find(ApprovalId id);

    /** Like {@link #find}, but empty also while another transaction is at work on it. */
    Optional<Approval> findFree(ApprovalId id);

    List<Approval> findPendingOf(String runId);

    /**
     * Newest first.
     *
     * @param after rows older than this id, or null for the newest
     */
    List<Approval> find(ApprovalCriteria criteria, @Nullable String after, int atMost);

    /**
     * Writes the new state over the version it was made from. The row decides: it must still be pending and unchanged,
     * for a person's decision also in time, by the database's clock.
     *
     * @return false when it was not, and nothing was written
     */
    boolean replace(Approval changed);

    /** The database's clock, which is the same for all replicas. */
    Instant now();
}
