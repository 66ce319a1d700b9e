package io.fermata.executor.execution;

import io.fermata.starter.tenancy.Tenants;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** News for runs that never came, or that ended without it, is not kept for ever; see {@code V007__early_news.sql}. */
@Component
class StaleSignals {

    private final JdbcClient jdbc;

    StaleSignals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        Tenants.housekeeping(
                () -> jdbc.sql("SELECT forget_signals()").query(Integer.class).single());
    }
}
