package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.execution.FairStart.Turn;
import io.fermata.starter.tenancy.TenantId;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;

/** Many threads ask for slots and give them back at once, as listeners, sweeps and ending runs do. */
class FairStartRaceTest {

    private static final int SLOTS = 3;
    private static final int THREADS = 4;
    private static final int RUNS_PER_THREAD = 500;

    private final FairStart starts = new FairStart(SLOTS, THREADS * RUNS_PER_THREAD * 4);
    private final Queue<Turn> executing = new ConcurrentLinkedQueue<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger mostBusy = new AtomicInteger();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final AtomicInteger begunTwice = new AtomicInteger();

    @RepeatedTest(10)
    void everyRunBeginsOnceAndNeverMoreThanThereAreSlots() {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                TenantId tenant = new TenantId("tenant-" + thread);
                var _ = threads.submit(() -> askAndEnd(tenant));
            }
        }
        endAll();

        assertThat(begun).hasSize(THREADS * RUNS_PER_THREAD);
        assertThat(begunTwice).hasValue(0);
        assertThat(mostBusy.get()).isLessThanOrEqualTo(SLOTS);
        assertThat(starts.free()).isEqualTo(SLOTS);
        assertThat(starts.waiting()).isZero();
    }

    private void askAndEnd(TenantId tenant) {
        for (int i = 0; i < RUNS_PER_THREAD; i++) {
            begin(starts.offer(new Turn(tenant, tenant.value() + "/" + i)));
            if (i % 3 == 0) {
                endOne();
            }
        }
    }

    private void endAll() {
        while (!executing.isEmpty()) {
            endOne();
        }
    }

    private void endOne() {
        if (executing.poll() != null) {
            busy.decrementAndGet();
            begin(starts.release());
        }
    }

    private void begin(Optional<Turn> turn) {
        turn.ifPresent(begins -> {
            mostBusy.accumulateAndGet(busy.incrementAndGet(), Math::max);
            begunTwice.addAndGet(begun.add(begins.runId()) ? 0 : 1);
            executing.add(begins);
        });
    }
}
