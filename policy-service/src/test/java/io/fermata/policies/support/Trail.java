package io.fermata.policies.support;

import io.fermata.policies.audit.AuditLedger;
import io.fermata.policies.audit.Verdict;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.transaction.support.TransactionTemplate;

/** A tenant's chain, added to as the consumer does it. */
public final class Trail {
    private final TenantId tenant;
    private final AuditLedger ledger;
    private final TransactionTemplate transaction;

    public Trail(String tenant, AuditLedger ledger, TransactionTemplate transaction) {
        this.tenant = new TenantId(tenant);
        this.ledger = ledger;
        this.transaction = transaction;
    }

    /** Appends new events; their ids. */
    public List<String> grow(int events) {
        List<String> ids = IntStream.range(0, events).mapToObj(_ -> Audits.id()).toList();
        append(ids);
        return ids;
    }

    /** Appends events with these ids, in one transaction; how many were new. */
    public int append(List<String> ids) {
        return Tenants.call(
                tenant,
                () -> Objects.requireNonNull(transaction.execute(
                        _ -> ledger.append(ids.stream().map(Audits::event).toList()))));
    }

    public Verdict verify() {
        return Tenants.call(tenant, ledger::verify);
    }
}
