package io.fermata.identity.platform;

import io.fermata.starter.tenancy.Tenants;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sign-ins, invitations, locks and revocations that have ended leave the tables, once an hour. */
@Component
class ForgetEnded {
    private static final Logger log = LoggerFactory.getLogger(ForgetEnded.class);

    private final JdbcClient database;

    ForgetEnded(JdbcClient database) {
        this.database = database;
    }

    @Scheduled(initialDelay = 7, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            Tenants.housekeeping(() -> database.sql("SELECT forget_ended_sign_ins()")
                    .query((_, _) -> true)
                    .single());
        } catch (DataAccessException e) {
            log.atWarn().addKeyValue("reason", e.toString()).log("ended sign-ins stay for another hour");
        }
    }
}
