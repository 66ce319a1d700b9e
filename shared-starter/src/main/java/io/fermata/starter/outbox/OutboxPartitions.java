package io.fermata.starter.outbox;

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

/** Makes tomorrow's partitions before tomorrow and drops those nobody needs any more. */
public final class OutboxPartitions implements SmartLifecycle {
    static final int DAYS_AHEAD = 3;

    private static final Logger log = LoggerFactory.getLogger(OutboxPartitions.class);
    private static final Duration PERIOD = Duration.ofHours(1);

    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private final Duration retention;
    private final RepeatedTasks rounds = new RepeatedTasks("outbox-partitions");

    public OutboxPartitions(JdbcTemplate database, TransactionTemplate transaction, Duration retention) {
        this.database = database;
        this.transaction = transaction;
        this.retention = retention;
    }

    /** Makes what is missing before the first event can be published: the service may have been away for days. */
    @Override
    public void start() {
        make();
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

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    void make() {
        call("SELECT make_outbox_partitions(?)", DAYS_AHEAD);
    }

    void drop() {
        call("SELECT drop_outbox_partitions(make_interval(secs => ?))", retention.toSeconds());
    }

    private void care() {
        try {
            make();
            drop();
        } catch (DataAccessException | TransactionException e) {
            // There are days of partitions left; the next hour tries again.
            log.atWarn().setCause(e).log("the partitions of the outbox could not be looked after");
        }
    }

    private void call(String function, Object argument) {
        Tenants.housekeeping(() ->
                transaction.executeWithoutResult(_ -> database.queryForObject(function, Integer.class, argument)));
    }
}
