package io.fermata.starter.inbox;

import io.fermata.starter.schedule.RepeatedTasks;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets events that cannot come a second time any more. */
public final class InboxCleanup implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(InboxCleanup.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final int AT_A_TIME = 5_000;

    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private final Duration retention;
    private final RepeatedTasks rounds = new RepeatedTasks("inbox-cleanup");

    public InboxCleanup(JdbcTemplate database, TransactionTemplate transaction, Duration retention) {
        this.database = database;
        this.transaction = transaction;
        this.retention = retention;
    }

    @Override
    public void start() {
        rounds.start(List.of(this::care), PERIOD, PERIOD);
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    /** Forgets what is old enough and returns how many rows that were. */
    int forget() {
        int forgotten = 0;
        int last;
        do {
            last = forgetSome();
            forgotten += last;
        } while (last == AT_A_TIME);
        return forgotten;
    }

    private int forgetSome() {
        Integer count = Tenants.housekeeping(() -> transaction.execute(_ -> database.queryForObject(
                "SELECT forget_inbox(make_interval(secs => ?), ?)", Integer.class, retention.toSeconds(), AT_A_TIME)));
        return count == null ? 0 : count;
    }

    private void care() {
        try {
            forget();
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().setCause(e).log("old inbox rows could not be forgotten, the next round tries again");
        }
    }
}
