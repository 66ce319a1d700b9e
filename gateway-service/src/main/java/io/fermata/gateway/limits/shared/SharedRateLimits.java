package io.fermata.gateway.limits.shared;

import com.zaxxer.hikari.HikariDataSource;
import io.fermata.gateway.limits.Charge;
import io.fermata.gateway.limits.RateLimits;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One count for all replicas. While it cannot be had, each replica grants the limits by itself: a caller may then make as
 * many times the requests as there are replicas, and nobody is kept waiting or refused for it.
 */
public final class SharedRateLimits implements RateLimits, SmartLifecycle, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedRateLimits.class);
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final HikariDataSource pool;
    private final PostgresCounts counts;
    private final RateLimits local;
    private final Duration timeout;
    private final CircuitBreaker circuit = circuit();
    private final Scheduler threads = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());
    private final Disposable.Swap sweeping = Disposables.swap();
    private volatile String reason = "";
    private volatile boolean running;

    public SharedRateLimits(LimitsDatabase database, RateLimits local) {
        this.pool = database.open();
        this.counts = new PostgresCounts(pool);
        this.local = local;
        this.timeout = database.timeout();
        circuit.getEventPublisher().onStateTransition(event -> tell(event.getStateTransition()));
    }

    @Override
    public Mono<List<Verdict>> take(List<Charge> charges) {
        return Mono.fromSupplier(() -> attempt(charges))
                .subscribeOn(threads)
                .timeout(timeout)
                .flatMap(Mono::fromCallable)
                .doOnError(failure -> reason = failure.toString())
                .transformDeferred(CircuitBreakerOperator.of(circuit))
                .onErrorResume(_ -> local.take(charges));
    }

    /** The outcome as a value: a failure that comes after the timeout is no longer anybody's, and is not reported. */
    private Callable<List<Verdict>> attempt(List<Charge> charges) {
        try {
            List<Verdict> verdicts = counts.take(charges);
            return () -> verdicts;
        } catch (SQLException failure) {
            return () -> {
                throw failure;
            };
        }
    }

    @Override
    public void start() {
        running = true;
        sweeping.update(
                Flux.interval(SWEEP).onBackpressureDrop().publishOn(threads).subscribe(_ -> sweep()));
    }

    @Override
    public void stop() {
        running = false;
        sweeping.update(Disposables.disposed());
    }

    @Override
    public void close() {
        threads.dispose();
        pool.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    void sweep() {
        try {
            counts.sweep();
        } catch (SQLException failure) {
            log.atDebug().addKeyValue("reason", failure.toString()).log("old counts not swept");
        }
    }

    /** Once when the count is lost and once when it is back, not for each request. */
    private void tell(StateTransition transition) {
        switch (transition) {
            case CLOSED_TO_OPEN ->
                log.atWarn().log("limits cannot be counted together, each replica grants them by itself: {}", reason);
            case HALF_OPEN_TO_CLOSED -> log.atInfo().log("limits are counted together again");
            default -> log.atDebug().log("{}", transition);
        }
    }

    private static CircuitBreaker circuit() {
        return CircuitBreaker.of(
                "limits",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .waitDurationInOpenState(PAUSE)
                        .build());
    }
}
