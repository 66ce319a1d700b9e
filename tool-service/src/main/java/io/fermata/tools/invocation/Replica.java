package io.fermata.tools.invocation;

import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * This process among its equals. It says by the database's clock that it lives; when it stops saying so, the others take
 * its effects over. One row and one statement per beat, however many effects are under way.
 */
final class Replica implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Replica.class);
    private static final int BEATS_PER_LEASE = 4;

    private static final String BEAT = """
            INSERT INTO replicas (id, alive_until) VALUES (?, now() + ? * interval '1 millisecond')
            ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until""";

    private final String id;
    private final Duration lease;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Consumer<String> everyBeat;
    private @Nullable ScheduledExecutorService heart;

    /** @param everyBeat what else to do as often; is told this replica's id */
    Replica(String id, Duration lease, JdbcTemplate jdbc, TransactionTemplate transaction, Consumer<String> everyBeat) {
        this.id = id;
        this.lease = lease;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.everyBeat = everyBeat;
    }

    String id() {
        return id;
    }

    @Override
    public void start() {
        beat();
        long every = lease.dividedBy(BEATS_PER_LEASE).toMillis();
        heart = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("replica-heart").factory());
        var _ = heart.scheduleWithFixedDelay(this::beatOrSay, every, every, TimeUnit.MILLISECONDS);
    }

    private void beatOrSay() {
        try {
            beat();
            everyBeat.accept(id);
        } catch (RuntimeException e) {
            // The next beat tries again; until then others may take this replica for dead, which its epochs survive.
            log.atWarn().setCause(e).log("the heartbeat did not reach the database");
        }
    }

    private void beat() {
        inTransaction(() -> jdbc.update(BEAT, id, lease.toMillis()));
        inTransaction(() -> jdbc.update("DELETE FROM replicas WHERE alive_until < now() - interval '1 hour'"));
    }

    @Override
    public void stop() {
        if (heart != null) {
            heart.shutdownNow();
            heart = null;
            inTransaction(() -> jdbc.update("DELETE FROM replicas WHERE id = ?", id));
        }
    }

    @Override
    public boolean isRunning() {
        return heart != null;
    }

    /** Before the web server starts, and after it stopped. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void inTransaction(Runnable work) {
        Tenants.housekeeping(() -> transaction.executeWithoutResult(_ -> work.run()));
    }
}
