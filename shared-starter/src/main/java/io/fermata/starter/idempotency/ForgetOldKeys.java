package io.fermata.starter.idempotency;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Keys are promised for a day; what is older goes, once an hour. */
final class ForgetOldKeys {
    private static final Logger log = LoggerFactory.getLogger(ForgetOldKeys.class);

    private final IdempotencyKeys keys;

    ForgetOldKeys(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            keys.forgetOld();
        } catch (DataAccessException e) {
            log.atWarn().addKeyValue("reason", e.toString()).log("old idempotency keys stay for another hour");
        }
    }
}
