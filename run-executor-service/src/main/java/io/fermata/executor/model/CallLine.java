package io.fermata.executor.model;

import io.fermata.starter.tenancy.TenantId;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one line before a provider's key. Calls go through at its pace, not more at once than its bulkhead holds, and not
 * while its circuit is open: then a few at a time find out whether the provider is back. Tenants take turns. Waiting costs
 * a run time and none of its attempts, so that an outage is survived, and what has piled up in it does not come at once.
 */
final class CallLine {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration COME_BACK = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final @Nullable Pace pace;
    private final Turns<CompletableFuture<Boolean>> turns = new Turns<>();
    private volatile long pausedUntil = System.nanoTime();

    /** @param pace null when the provider sets none */
    CallLine(CircuitBreaker breaker, Bulkhead bulkhead, @Nullable Pace pace) {
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.pace = pace;
    }

    /**
     * Waits for its turn, then asks.
     *
     * @param lastResort there is no other model to go to: it is better to wait than to be refused
     * @throws ModelFailure when the call was cancelled in the line, or may not wait, or failed
     */
    ModelAnswer pass(TenantId tenant, ModelCall call, boolean lastResort, Supplier<ModelAnswer> ask) {
        enter(tenant, call, lastResort);
        long began = breaker.getCurrentTimestamp();
        try {
            ModelAnswer answer = ask.get();
            breaker.onSuccess(since(began), breaker.getTimestampUnit());
            return answer;
        } catch (RuntimeException | Error e) {
            pauseIfAsked(e);
            breaker.onError(since(began), breaker.getTimestampUnit(), e);
            throw e;
        } finally {
            bulkhead.onComplete();
        }
    }

    private void enter(TenantId tenant, ModelCall call, boolean lastResort) {
        if (pace == null && !turns.isServed() && mayPass()) {
            return;
        }
        if (!lastResort && isShut()) {
            throw shut();
        }
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        call.onCancel(() -> turn.complete(false));
        if (turns.add(tenant, turn)) {
            Thread.ofVirtual().name("model-line").start(this::serve);
        }
        if (!turn.join()) {
            throw new ModelFailure(ModelFailure.Kind.CANCELLED, "the call was cancelled");
        }
    }

    private void serve() {
        for (Optional<CompletableFuture<Boolean>> next = turns.next(); next.isPresent(); next = turns.next()) {
            admit(next.get());
        }
    }

    private void admit(CompletableFuture<Boolean> turn) {
        while (!turn.isDone()) {
            if (mayPass()) {
                keepPace();
                if (!turn.complete(true)) {
                    breaker.releasePermission();
                    bulkhead.releasePermission();
                }
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private void keepPace() {
        if (pace != null) {
            long due = System.nanoTime() + pace.take();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private boolean mayPass() {
        if (isPaused() || !bulkhead.tryAcquirePermission()) {
            return false;
        }
        if (breaker.tryAcquirePermission()) {
            return true;
        }
        bulkhead.releasePermission();
        return false;
    }

    private boolean isShut() {
        return isPaused()
                || breaker.getState() == CircuitBreaker.State.OPEN
                || bulkhead.getMetrics().getAvailableConcurrentCalls() == 0;
    }

    private ModelFailure shut() {
        return breaker.getState() == CircuitBreaker.State.OPEN
                ? new ModelFailure(
                        ModelFailure.Kind.UNAVAILABLE,
                        "the model provider failed repeatedly; its circuit is open",
                        COME_BACK,
                        null)
                : new ModelFailure(
                        ModelFailure.Kind.RATE_LIMITED,
                        "the model provider has no room for this call",
                        COME_BACK,
                        null);
    }

    private boolean isPaused() {
        return pausedUntil - System.nanoTime() > 0;
    }

    /** What one call is told holds for all: they have the same key. */
    private void pauseIfAsked(Throwable error) {
        if (error instanceof ModelFailure failure
                && failure.kind() == ModelFailure.Kind.RATE_LIMITED
                && failure.retryAfter() != null) {
            Duration asked = failure.retryAfter();
            Duration pause = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
            pausedUntil = System.nanoTime() + pause.toNanos();
        }
    }

    private long since(long began) {
        return breaker.getCurrentTimestamp() - began;
    }
}
