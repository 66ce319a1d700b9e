package io.fermata.policies.retention;

import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.security.Caller;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets events go sooner or later than before. That is an event itself. */
@Service
class ChangeRetention {
    private final Retentions retentions;
    private final AuditTrail audit;
    private final Clock clock;

    ChangeRetention(Retentions retentions, AuditTrail audit, Clock clock) {
        this.retentions = retentions;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Retention handle(Retention wanted) {
        Caller caller = Caller.current();
        Retention before = retentions.current();
        retentions.put(wanted, caller.subject(), clock.instant());
        audit.record(AuditEntry.of(
                        "audit_retention.change",
                        "audit_retention",
                        caller.tenant().value())
                .with("hot_days_before", before.hotDays())
                .with("hot_days", wanted.hotDays()));
        return wanted;
    }
}
