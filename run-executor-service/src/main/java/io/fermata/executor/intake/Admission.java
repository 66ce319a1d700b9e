package io.fermata.executor.intake;

import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.run.RunStore;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether a tenant may ask for another run. Counts what waits to begin, from the database twice a second and by what was
 * let in here since, so that asking costs nothing; several instances may together let in a little more.
 */
@Component
class Admission {

    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final RunStore runs;
    private final int most;
    private final MeterRegistry meters;
    private final StartGate gate;
    private volatile Map<TenantId, Integer> queued = Map.of();
    private volatile Map<TenantId, AtomicInteger> letIn = new ConcurrentHashMap<>();

    Admission(RunStore runs, RunExecutorProperties properties, MeterRegistry meters) {
        this.runs = runs;
        this.most = properties.maxQueuedRunsPerTenant();
        this.meters = meters;
        this.gate = new StartGate(properties.starts(), System::nanoTime, Admission::later);
    }

    private static void later(Duration pause, Runnable work) {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(work);
    }

    /**
     * Does this when the tenant's turn comes.
     *
     * @throws ProblemException 429 when too many of its runs wait to begin, or of its requests to be heard
     */
    <T> T inTurn(Supplier<T> start) {
        requireRoom();
        return gate.pass(Tenants.current(), start)
                .orElseThrow(() -> refused("Too many starts of this tenant wait for their turn."));
    }

    private void requireRoom() {
        TenantId tenant = Tenants.current();
        int since = letIn.computeIfAbsent(tenant, _ -> new AtomicInteger()).incrementAndGet();
        if (queued.getOrDefault(tenant, 0) + since > most) {
            throw refused("Too many runs of this tenant wait to begin: at most " + most + ".");
        }
    }

    private ProblemException refused(String why) {
        meters.counter("fermata.runs.refused").increment();
        return ProblemException.rateLimited(why, COME_BACK);
    }

    /** Runs that are let in while the database counts may be counted twice until the next time. */
    @Scheduled(fixedDelay = 500)
    void count() {
        letIn = new ConcurrentHashMap<>();
        queued = runs.queuedByTenant();
    }
}
