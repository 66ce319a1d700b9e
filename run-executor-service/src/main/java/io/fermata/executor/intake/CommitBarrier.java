package io.fermata.executor.intake;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells whether a row is missing or only not visible yet. The relay reads the write-ahead log, in which a commit stands a
 * moment before other connections see its rows; on a busy machine an event can be faster than the row it tells about.
 */
@Component
class CommitBarrier {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final JdbcClient jdbc;

    CommitBarrier(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits for every transaction that was under way when it was called. What any of them wrote can be seen afterwards.
     *
     * @return false when one of them is not over after ten seconds: no commit takes that long
     */
    boolean await() {
        // An id of our own is the only bound: a snapshot ends with the last transaction that is over.
        String next = jdbc.sql("SELECT pg_current_xact_id()::text")
                .query(String.class)
                .single();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!areOver(next)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }

    private boolean areOver(String next) {
        return jdbc.sql("SELECT pg_snapshot_xmin(pg_current_snapshot()) >= ?::xid8")
                .param(next)
                .query(Boolean.class)
                .single();
    }
}
