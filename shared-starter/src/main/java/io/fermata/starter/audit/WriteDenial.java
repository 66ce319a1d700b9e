package io.fermata.starter.audit;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes a refusal in a transaction of its own: that of the refused work, if there was one, has been rolled back. */
final class WriteDenial implements BiConsumer<TenantId, AuditEntry> {
    private static final Logger log = LoggerFactory.getLogger(WriteDenial.class);

    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    WriteDenial(AuditTrail audit, TransactionTemplate transaction) {
        this.audit = audit;
        this.transaction = transaction;
    }

    /** The refusal stands, whether or not it could be written down. */
    @Override
    public void accept(TenantId tenant, AuditEntry entry) {
        try {
            Tenants.run(tenant, () -> transaction.executeWithoutResult(_ -> audit.record(entry)));
        } catch (DataAccessException | TransactionException e) {
            log.atError().setCause(e).log("a refused call could not be written to the audit trail");
        }
    }
}
