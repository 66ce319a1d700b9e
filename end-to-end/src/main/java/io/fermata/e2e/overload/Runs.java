package io.fermata.e2e.overload;

import io.fermata.e2e.leak.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs as the executor's tables have them. */
record Runs(Databases databases) {
    private static final String EXECUTOR = "fermata_executor";
    private static final Duration POLL = Duration.ofMillis(500);

    /** Returns when all have ended, or after this long. */
    Duration awaitEnd(Duration patience) throws InterruptedException {
        long began = System.nanoTime();
        while (underWay() > 0 && System.nanoTime() - began < patience.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private long underWay() {
        return databases
                .query(EXECUTOR, "SELECT count(*) FROM runs WHERE completed_at IS NULL", row -> row.getLong(1))
                .getFirst();
    }

    Map<String, Instant> firstSteps(String tenant) {
        Map<String, Instant> steps = new HashMap<>();
        databases.query(
                EXECUTOR,
                "SELECT run_id, created_at FROM steps WHERE sequence = 1 AND tenant_id = '" + tenant + "'",
                row -> steps.put(row.getString(1), row.getTimestamp(2).toInstant()));
        return steps;
    }

    /** Accepted ones of which the API or the table does not say that they succeeded. */
    List<String> missing(Guest guest, Collection<Start> starts) {
        Set<String> told = guest.succeeded();
        Set<String> kept = Set.copyOf(databases.query(
                EXECUTOR,
                "SELECT id FROM runs WHERE status = 'succeeded' AND tenant_id = '" + guest.tenant() + "'",
                row -> row.getString(1)));
        return accepted(starts)
                .filter(run -> !told.contains(run) || !kept.contains(run))
                .map(run -> run + " was accepted and has not succeeded"
                        + (kept.contains(run) ? " by the API" : told.contains(run) ? " by the table" : ""))
                .toList();
    }

    private static Stream<String> accepted(Collection<Start> starts) {
        return starts.stream().map(Start::run).filter(Objects::nonNull);
    }
}
