package io.fermata.executor.intake;

import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.run.RunStore;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
    private volatile Map<TenantId, Integer> queued = Map.of();
    private volatile Map<TenantId, AtomicInteger> letIn = new ConcurrentHashMap<>();

    Admission(RunStore runs, RunExecutorProperties properties, MeterRegistry meters) {
        this.runs = runs;
        this.most = properties.maxQueuedRunsPerTenant();
        this.meters = meters;
    }

    /** @throws ProblemException 429 when too many runs of the tenant wait already */
    void requireRoom() {
        TenantId tenant = Tenants.current();
        int since = letIn.computeIfAbsent(tenant, _ -> new AtomicInteger()).incrementAndGet();
        if (queued.getOrDefault(tenant, 0) + since > most) {
            meters.counter("fermata.runs.refused").increment();
            throw ProblemException.rateLimited(
                    "Too many runs of this tenant wait to begin: at most " + most + ".", COME_BACK);
        }
    }

    /** Runs that are let in while the database counts may be counted twice until the next time. */
    @Scheduled(fixedDelay = 500)
    void count() {
        letIn = new ConcurrentHashMap<>();
        queued = runs.queuedByTenant();
    }
}
