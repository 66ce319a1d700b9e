package io.fermata.starter.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Marks written into the log and met again by the relay. When a mark comes back, everything that committed before it has
 * been relayed: that is how lag is measured, how the auditor knows what must be there by now, and how the slot of an
 * idle database moves on.
 */
final class RelayMarks {
    // Transactional, so that it stands in the log where its commit stands; durable, so that it is sent at once.
    private static final String WRITE = """
            SELECT set_config('synchronous_commit', 'on', true), pg_logical_emit_message(true, ?, ?)::text
            """;

    private record Mark(long number, Instant at) {}

    private final JdbcTemplate database;
    private final Clock clock;
    private @Nullable Mark outstanding;
    private @Nullable Instant provenUntil;
    private Instant caughtUpAt;
    private long written;

    RelayMarks(RelayDatabase database, Clock clock) {
        this.database = database.jdbc();
        this.clock = clock;
        this.caughtUpAt = clock.instant();
    }

    /** A new run proves anew what has been relayed. */
    synchronized void reset() {
        outstanding = null;
        provenUntil = null;
    }

    void write() {
        Mark mark = next();
        database.queryForList(WRITE, RelaySettings.MARK_PREFIX, Long.toString(mark.number()));
    }

    /** Marks of earlier runs come along too; only the outstanding one counts. */
    synchronized void seen(String number) {
        if (outstanding != null && Long.toString(outstanding.number()).equals(number)) {
            caughtUpAt = outstanding.at();
            provenUntil = caughtUpAt;
            outstanding = null;
        }
    }

    synchronized boolean outstanding() {
        return outstanding != null;
    }

    /** This run has relayed everything that committed before this time. Empty until its first mark is back. */
    synchronized Optional<Instant> provenUntil() {
        return Optional.ofNullable(provenUntil);
    }

    /** How long the outstanding mark has been on its way: no unrelayed row is older. Holds while a run goes on. */
    synchronized Duration lag() {
        return outstanding == null ? Duration.ZERO : Duration.between(outstanding.at(), clock.instant());
    }

    /** How long ago everything was known to be relayed. Holds whatever the relay does. */
    synchronized Duration sinceCaughtUp() {
        return Duration.between(caughtUpAt, clock.instant());
    }

    private synchronized Mark next() {
        outstanding = new Mark(++written, clock.instant());
        return outstanding;
    }
}
