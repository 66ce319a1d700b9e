package io.fermata.executor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fermata.executor.model.ModelFailure.Kind;
import io.fermata.starter.tenancy.TenantId;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallLineTest {

    private static final TenantId BUSY = new TenantId("busy");
    private static final TenantId QUIET = new TenantId("quiet");
    private static final ModelAnswer ANSWER = new ModelAnswer("yes", List.of(), 1, 1, false);
    private static final int PROBES = 3;

    private final CircuitBreaker breaker = CircuitBreaker.of(
            "test",
            CircuitBreakerConfig.custom()
                    .permittedNumberOfCallsInHalfOpenState(PROBES)
                    .waitDurationInOpenState(Duration.ofHours(1))
                    .build());
    private final CallLine line = lineOf(100);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void asksAtOnceWhenNothingIsInTheWay() {
        assertThat(pass(BUSY, "a", true)).isEqualTo(ANSWER);
    }

    @Test
    void waitsUntilTheProviderIsBack() {
        breaker.transitionToOpenState();
        CompletableFuture<ModelAnswer> waiting = CompletableFuture.supplyAsync(() -> pass(BUSY, "a", true));
        await().during(Duration.ofMillis(200)).until(() -> !waiting.isDone());

        breaker.transitionToClosedState();

        assertThat(waiting.join()).isEqualTo(ANSWER);
    }

    @Test
    void sendsWhoHasAnotherModelThere() {
        breaker.transitionToOpenState();

        ModelFailure failure = catchThrowableOfType(ModelFailure.class, () -> pass(BUSY, "a", false));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.retryAfter()).isPositive();
        assertThat(asked).isEmpty();
    }

    @Test
    void letsAFewFindOutWhetherTheProviderIsBack() {
        CountDownLatch back = new CountDownLatch(1);
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        List<Thread> calls = IntStream.range(0, 10)
                .mapToObj(i -> call(() -> line.pass(BUSY, silent(), true, () -> {
                    asked.add("probe " + i);
                    return after(back);
                })))
                .toList();
        await().until(() -> asked.size() == PROBES);
        await().during(Duration.ofMillis(200)).until(() -> asked.size() == PROBES);

        back.countDown();

        await().until(() -> calls.stream().noneMatch(Thread::isAlive));
        assertThat(asked).hasSize(10);
    }

    @Test
    void neverAsksForACallThatWasCancelledInTheLine() {
        breaker.transitionToOpenState();
        ModelCall call = silent();
        CompletableFuture<ModelFailure> failure = CompletableFuture.supplyAsync(() ->
                catchThrowableOfType(ModelFailure.class, () -> line.pass(BUSY, call, true, () -> answer("cancelled"))));
        call.cancel();

        assertThat(failure.join().kind()).isEqualTo(Kind.CANCELLED);
        breaker.transitionToClosedState();
        assertThat(pass(BUSY, "next", true)).isEqualTo(ANSWER);
        assertThat(asked).containsExactly("next");
    }

    @Test
    void pausesForAllWhenOneIsToldTo() {
        ModelFailure told = new ModelFailure(Kind.RATE_LIMITED, "too many", Duration.ofMinutes(1), null);
        var _ = catchThrowableOfType(
                ModelFailure.class,
                () -> line.pass(BUSY, silent(), true, () -> {
                    throw told;
                }));

        ModelFailure other = catchThrowableOfType(ModelFailure.class, () -> pass(QUIET, "a", false));

        assertThat(other.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(asked).isEmpty();
    }

    @Test
    void letsTenantsTakeTurns() {
        CallLine narrow = lineOf(1);
        breaker.transitionToOpenState();
        List<Thread> busy =
                Stream.generate(() -> waiting(narrow, BUSY)).limit(5).toList();
        Thread quiet = waiting(narrow, QUIET);

        breaker.transitionToClosedState();

        await().until(() -> !quiet.isAlive() && busy.stream().noneMatch(Thread::isAlive));
        assertThat(asked.indexOf("quiet")).isLessThanOrEqualTo(2);
        assertThat(asked).hasSize(6);
    }

    private CallLine lineOf(int atOnce) {
        BulkheadConfig room = BulkheadConfig.custom()
                .maxConcurrentCalls(atOnce)
                .maxWaitDuration(Duration.ZERO)
                .build();
        return new CallLine(breaker, Bulkhead.of("test", room), null);
    }

    private Thread waiting(CallLine narrow, TenantId tenant) {
        Thread call = call(() -> narrow.pass(tenant, silent(), true, () -> answer(tenant.value())));
        await().until(() -> call.getState() == Thread.State.WAITING);
        return call;
    }

    private ModelAnswer pass(TenantId tenant, String name, boolean lastResort) {
        return line.pass(tenant, silent(), lastResort, () -> answer(name));
    }

    private ModelAnswer answer(String name) {
        asked.add(name);
        return ANSWER;
    }

    private static ModelAnswer after(CountDownLatch latch) {
        try {
            latch.await();
            return ANSWER;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelCall silent() {
        return new ModelCall(_ -> {});
    }

    private static Thread call(Supplier<ModelAnswer> work) {
        return Thread.startVirtualThread(() -> assertThat(work.get()).isEqualTo(ANSWER));
    }
}
