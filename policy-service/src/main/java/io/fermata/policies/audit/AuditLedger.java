package io.fermata.policies.audit;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import java.util.List;
import java.util.Optional;

/** The audit events of the current tenant, in one chain. They are added and read; nothing changes them. */
public interface AuditLedger {
    /**
     * Hangs on what is not there yet, in this order. Needs an open transaction: the inbox commits with it. Waits for
     * other transactions that add to the same tenant's chain.
     *
     * @return how many were added
     */
    int append(List<AuditEvent> events);

    /** Newest first. */
    Page<ChainLink> list(AuditFilter filter, PageRequest page);

    Optional<ChainLink> find(String id);

    /** Oldest first, at most so many, after this sequence. */
    List<ChainLink> after(long sequence, AuditFilter filter, int limit);

    /** Walks the whole chain, as it stands at one moment. */
    Verdict verify();
}
