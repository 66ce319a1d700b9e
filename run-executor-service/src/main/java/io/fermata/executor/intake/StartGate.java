package io.fermata.executor.intake;

import io.fermata.executor.platform.RunExecutorProperties.Starts;
import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Before the connections that starts need: a few go through at once, and tenants take turns, whoever came with how many.
 * A tenant that has an instance to itself may use all of it. While others start runs too it has a few places, and as long
 * as starts of it wait it leaves each empty for some time after a start: what it got accepted has to be executed on the
 * same processors. Who would wait for long behind others of its own is told to come back.
 */
final class StartGate {

    private static final Duration LONGEST_REST = Duration.ofMillis(400);

    /** How many starts an estimate is made of. */
    private static final int MEMORY = 8;

    private final Starts starts;
    private final LongSupplier nanos;
    private final Later later;
    private final Visitors visitors = new Visitors();
    /** Whose last turn is longest ago comes first. */
    private final Map<TenantId, Line> lines = new LinkedHashMap<>();

    private int free;

    /** What a start took lately, in nanoseconds. */
    private long usual;

    /** Does something when so much time is over. */
    interface Later {
        void run(Duration pause, Runnable work);
    }

    private static final class Line {
        private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
        /** Places of the tenant that are in use or left empty. */
        private int taken;
    }

    StartGate(Starts starts, LongSupplier nanos, Later later) {
        this.starts = starts;
        this.nanos = nanos;
        this.later = later;
        this.free = starts.atOnce();
    }

    /** Does this when its turn comes; empty when too many of the tenant wait already. */
    <T> Optional<T> pass(TenantId tenant, Supplier<T> start) {
        CompletableFuture<Void> turn = enter(tenant);
        if (turn.isCompletedExceptionally()) {
            return Optional.empty();
        }
        turn.join();
        long began = nanos.getAsLong();
        try {
            return Optional.of(start.get());
        } finally {
            leave(tenant, Duration.ofNanos(nanos.getAsLong() - began));
        }
    }

    private synchronized CompletableFuture<Void> enter(TenantId tenant) {
        visitors.came(tenant, nanos.getAsLong());
        Line line = lineOf(tenant);
        if (isTooLong(tenant, line.waiting.size())) {
            return CompletableFuture.failedFuture(new IllegalStateException("no room"));
        }
        CompletableFuture<Void> turn = new CompletableFuture<>();
        line.waiting.add(turn);
        admit();
        return turn;
    }

    private Line lineOf(TenantId tenant) {
        return lines.computeIfAbsent(tenant, _ -> new Line());
    }

    private boolean isTooLong(TenantId tenant, int waiting) {
        boolean shares = sharesWithOthers(tenant);
        long each = shares ? usual + rest(Duration.ofNanos(usual)).toNanos() : usual;
        long places = shares ? starts.ofOneTenant() : starts.atOnce();
        boolean longWait = waiting * each / places > starts.longestWait().toNanos();
        return waiting >= starts.mostWaiting() || (longWait && waiting >= starts.alwaysWaiting());
    }

    private synchronized void leave(TenantId tenant, Duration took) {
        free++;
        usual += (took.toNanos() - usual) / MEMORY;
        if (sharesWithOthers(tenant) && !lineOf(tenant).waiting.isEmpty()) {
            later.run(rest(took), () -> vacate(tenant));
            admit();
        } else {
            vacate(tenant);
        }
    }

    private Duration rest(Duration took) {
        Duration rest = took.multipliedBy(starts.rest());
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    private synchronized void vacate(TenantId tenant) {
        Line line = lineOf(tenant);
        line.taken--;
        if (line.taken == 0 && line.waiting.isEmpty()) {
            lines.remove(tenant);
        }
        admit();
    }

    private void admit() {
        while (free > 0) {
            Optional<Map.Entry<TenantId, Line>> next =
                    lines.entrySet().stream().filter(this::mayEnter).findFirst();
            if (next.isEmpty()) {
                return;
            }
            TenantId tenant = next.get().getKey();
            Line line = next.get().getValue();
            free--;
            line.taken++;
            line.waiting.remove().complete(null);
            lines.remove(tenant);
            lines.put(tenant, line);
        }
    }

    private boolean mayEnter(Map.Entry<TenantId, Line> entry) {
        Line line = entry.getValue();
        return !line.waiting.isEmpty() && (line.taken < starts.ofOneTenant() || !sharesWithOthers(entry.getKey()));
    }

    private boolean sharesWithOthers(TenantId tenant) {
        return visitors.othersThan(tenant, nanos.getAsLong());
    }
}
