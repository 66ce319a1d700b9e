package io.fermata.executor.simulation;

import io.fermata.executor.machine.Step;
import io.fermata.executor.simulation.Entry.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The executors' database. Each method is one transaction; its clock is the one that leases are judged by. */
final class Disk {

    static final long LEASE_MILLIS = 4_000;

    private final World world;
    private final Map<Integer, Row> rows = new LinkedHashMap<>();
    private final Map<Integer, Long> aliveUntil = new HashMap<>();
    private final Set<String> inbox = new HashSet<>();
    private int ended;

    Disk(World world) {
        this.world = world;
    }

    /** What an instance learns of a run that it takes. */
    record Claim(
            Lease lease,
            long version,
            long startedAt,
            long parkedMillis,
            List<Step> steps,
            List<Attempt> attempts,
            List<Signal> signals) {}

    boolean create(int run) {
        if (rows.containsKey(run) && world.keeps(Rule.ABSORB_DUPLICATE_STARTS)) {
            world.tally().count("duplicates absorbed");
            return false;
        }
        rows.put(run, new Row(run, now()));
        return true;
    }

    void heartbeat(int instance) {
        aliveUntil.put(instance, now() + LEASE_MILLIS);
    }

    void leave(int instance) {
        aliveUntil.remove(instance);
    }

    Optional<Claim> claim(int run, int instance) {
        Row row = rows.get(run);
        if (row == null || row.isEnded() || !isFreeFor(row, instance)) {
            return Optional.empty();
        }
        if (row.owner != Row.NOBODY && row.owner != instance) {
            world.tally().count("takeovers");
        }
        row.owner = instance;
        row.epoch++;
        row.parkedMillis += row.parkedAt == Row.NEVER ? 0 : now() - row.parkedAt;
        row.parkedAt = Row.NEVER;
        row.startedAt = row.startedAt == Row.NEVER ? now() : row.startedAt;
        return Optional.of(new Claim(
                new Lease(instance, row.epoch),
                row.version,
                row.startedAt,
                row.parkedMillis,
                List.copyOf(row.steps),
                List.copyOf(row.attempts.values()),
                List.copyOf(row.signals)));
    }

    private boolean isFreeFor(Row row, int instance) {
        return row.owner == Row.NOBODY
                || (row.owner == instance && world.keeps(Rule.SWEEP_STRAYS))
                || (!isAlive(row.owner) && world.keeps(Rule.TAKE_OVER));
    }

    /** Whether the entry was let in. */
    boolean commit(Entry entry) {
        Row row = rows.get(entry.run());
        if (isFenced(row, entry)) {
            world.tally().count("writes fenced");
            return false;
        }
        long sequence = entry.firstSequence();
        for (Step step : entry.steps()) {
            row.steps.add(step);
            world.tally().met(step);
            world.logs().appended(row, step, sequence++, entry.lease().epoch());
        }
        update(row, entry);
        if (world.keeps(Rule.COMMIT_WHOLE_TURNS) || !world.fate().chance(10)) {
            updateRest(row, entry);
        }
        return true;
    }

    private boolean isFenced(Row row, Entry entry) {
        boolean foreign =
                row.owner != entry.lease().owner() || row.epoch != entry.lease().epoch() || row.isEnded();
        boolean repeated = row.version >= entry.version();
        return (foreign && world.keeps(Rule.FENCE_WRITES)) || (repeated && world.keeps(Rule.COUNT_VERSIONS));
    }

    private void update(Row row, Entry entry) {
        row.version = entry.version();
        ended += entry.status() == Row.Status.ENDED && !row.isEnded() ? 1 : 0;
        row.status = entry.status();
        row.wakeAt = entry.wakeAt();
        if (entry.release()) {
            row.owner = Row.NOBODY;
            row.parkedAt = row.isEnded() ? Row.NEVER : now();
        }
        row.signals.removeAll(entry.consumed());
    }

    private void updateRest(Row row, Entry entry) {
        for (Attempt attempt : entry.attempts()) {
            row.attempts.put(attempt.id(), attempt);
            if (attempt.state() != Attempt.State.INTENT && world.keeps(Rule.BILL_ATTEMPTS)) {
                world.books().billed(attempt);
            }
        }
        if (world.keeps(Rule.USE_OUTBOX)) {
            entry.events().forEach(world.bus()::publish);
        }
    }

    /** Whether an entry got through whose answer was lost. */
    boolean isWritten(Entry entry) {
        Row row = rows.get(entry.run());
        return row.version == entry.version() && row.epoch == entry.lease().epoch();
    }

    boolean signal(int run, Signal signal) {
        Row row = rows.get(run);
        return row != null && !row.isEnded() && row.signals.add(signal);
    }

    /** Whether this consumer sees the event for the first time. */
    boolean firstTime(String eventId) {
        boolean first = inbox.add(eventId);
        if (!first) {
            world.tally().count("duplicates absorbed");
        }
        return first;
    }

    List<Signal> signals(int run) {
        return List.copyOf(rows.get(run).signals);
    }

    List<Integer> runnable() {
        return select(row -> !isAlive(row.owner) && row.isRunnable(now()));
    }

    List<Integer> signalled(int instance) {
        return select(row -> row.owner == instance && !row.signals.isEmpty());
    }

    List<Integer> leasedTo(int instance) {
        return select(row -> row.owner == instance);
    }

    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    Optional<Row> find(int run) {
        return Optional.ofNullable(rows.get(run));
    }

    int ended() {
        return ended;
    }

    private List<Integer> select(Predicate<Row> wanted) {
        List<Integer> found = new ArrayList<>();
        for (Row row : rows.values()) {
            if (!row.isEnded() && wanted.test(row)) {
                found.add(row.run);
            }
        }
        return found;
    }

    private boolean isAlive(int instance) {
        return aliveUntil.getOrDefault(instance, Row.NEVER) > now();
    }

    private long now() {
        return world.now();
    }
}
