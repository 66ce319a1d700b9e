package io.fermata.executor.execution;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Commits what runs append. Entries that arrive while a commit is under way share the next one, so that one flush of the
 * write-ahead log serves many runs. Where many runs are under way a commit waits a moment for company: the statements of
 * one commit cost as much as those of ten. A lone run never waits.
 */
@Component
class Journal implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int MOST_ENTRIES_PER_COMMIT = 128;
    /** Tenants are spread over lanes: what shares a transaction shares a tenant. */
    private static final int LANES = 4;

    private static final int COMPANY = 16;
    private static final long GATHERING_NANOS_PER_RUN = 200_000;
    private static final long MOST_GATHERING_NANOS = 10_000_000;

    private record Waiting(JournalEntry entry, CompletableFuture<Boolean> held) {}

    private final JdbcJournal rows;
    private final Leases leases;
    private final List<LinkedBlockingQueue<Waiting>> lanes = new ArrayList<>();
    private final List<Thread> writers = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private volatile boolean running;

    Journal(JdbcJournal rows, Leases leases) {
        this.rows = rows;
        this.leases = leases;
        for (int lane = 0; lane < LANES; lane++) {
            lanes.add(new LinkedBlockingQueue<>());
        }
    }

    /** One more run will append, until it leaves. */
    void join() {
        runs.incrementAndGet();
    }

    void leave() {
        runs.decrementAndGet();
    }

    /**
     * Returns when the entry is on disk.
     *
     * @throws LeaseLostException when the run belongs to another instance by now
     */
    void append(JournalEntry entry) {
        CompletableFuture<Boolean> held = new CompletableFuture<>();
        lanes.get(Math.floorMod(entry.run().tenant().hashCode(), LANES)).add(new Waiting(entry, held));
        boolean stillOurs;
        try {
            stillOurs = held.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        if (!stillOurs) {
            throw new LeaseLostException(entry.run().id());
        }
    }

    private void writeLane(LinkedBlockingQueue<Waiting> lane) {
        List<Waiting> batch = new ArrayList<>(MOST_ENTRIES_PER_COMMIT);
        try {
            while (running || !lane.isEmpty()) {
                batch.add(lane.take());
                gather();
                lane.drainTo(batch, MOST_ENTRIES_PER_COMMIT - 1);
                commit(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Waiting> batch) {
        try {
            byTenant(batch).forEach(this::commit);
        } catch (RuntimeException | Error e) {
            // The runs must hear of it, or they would wait for ever under leases that are kept alive. Those that have
            // their answer keep it.
            LOG.atError().setCause(e).log("a commit broke");
            IllegalStateException broken = new IllegalStateException("a commit broke", e);
            batch.forEach(waiting -> waiting.held().completeExceptionally(broken));
        }
    }

    private void gather() {
        int company = runs.get();
        if (company >= COMPANY) {
            LockSupport.parkNanos(Math.min(company * GATHERING_NANOS_PER_RUN, MOST_GATHERING_NANOS));
        }
    }

    private static Map<String, List<Waiting>> byTenant(List<Waiting> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(
                        waiting -> waiting.entry().run().tenant(), LinkedHashMap::new, Collectors.toList()));
    }

    private void commit(String tenant, List<Waiting> batch) {
        try {
            boolean held = write(tenant, batch);
            if (held || batch.size() == 1) {
                batch.forEach(waiting -> waiting.held().complete(held));
                return;
            }
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                fail(tenant, batch.getFirst(), e);
                return;
            }
        }
        // One bad entry, or one whose lease is lost, must not cost the others their commit.
        batch.forEach(waiting -> commit(tenant, List.of(waiting)));
    }

    /** What the new owner has written stands in the way of a zombie's lines: then it is the lease that is the trouble. */
    private void fail(String tenant, Waiting waiting, RuntimeException failure) {
        try {
            if (failure instanceof DataIntegrityViolationException && !holds(tenant, waiting.entry())) {
                waiting.held().complete(false);
                return;
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        waiting.held().completeExceptionally(failure);
    }

    private boolean holds(String tenant, JournalEntry entry) {
        return Tenants.call(
                new TenantId(tenant),
                () -> leases.reclaim(entry.run().id(), entry.lease()).isPresent());
    }

    private boolean write(String tenant, List<Waiting> batch) {
        List<JournalEntry> entries = batch.stream().map(Waiting::entry).toList();
        return Tenants.call(new TenantId(tenant), () -> rows.commit(entries));
    }

    @Override
    public void start() {
        running = true;
        for (LinkedBlockingQueue<Waiting> lane : lanes) {
            writers.add(Thread.ofPlatform().name("journal-", writers.size()).start(() -> writeLane(lane)));
        }
    }

    /** After the executor: whoever still runs then has nothing left to write. */
    @Override
    public void stop() {
        running = false;
        writers.forEach(Thread::interrupt);
        writers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return RunExecutor.PHASE - 1;
    }
}
