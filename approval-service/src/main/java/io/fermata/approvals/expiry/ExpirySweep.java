package io.fermata.approvals.expiry;

import io.fermata.approvals.expiry.Housekeeping.Overdue;
import io.fermata.starter.logging.LogKeys;
import io.fermata.starter.tenancy.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs on every replica at once: each approval is taken by the one that gets its row. */
@Component
class ExpirySweep {
    private static final Logger log = LoggerFactory.getLogger(ExpirySweep.class);

    private final Housekeeping housekeeping;
    private final ExpireApproval expire;

    ExpirySweep(Housekeeping housekeeping, ExpireApproval expire) {
        this.housekeeping = housekeeping;
        this.expire = expire;
    }

    void sweep(int atMost) {
        for (Overdue overdue : Tenants.housekeeping(() -> housekeeping.overdue(atMost))) {
            expire(overdue);
        }
    }

    /** One that fails must not keep the others waiting; the next sweep meets it again. */
    private void expire(Overdue overdue) {
        try {
            Tenants.run(overdue.tenant(), () -> expire.handle(overdue.id()));
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue(LogKeys.APPROVAL_ID, overdue.id())
                    .setCause(e)
                    .log("approval could not be expired yet");
        }
    }
}
