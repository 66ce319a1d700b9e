package io.fermata.executor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fermata.executor.platform.RunExecutorProperties.Starts;
import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartGateTest {

    private static final TenantId BUSY = new TenantId("busy");
    private static final TenantId QUIET = new TenantId("quiet");
    private static final TenantId OTHER = new TenantId("other");
    private static final int REST = 2;
    private static final Duration START = Duration.ofMillis(10);

    private final AtomicLong clock = new AtomicLong();
    private final Deque<Duration> pauses = new ConcurrentLinkedDeque<>();
    private final Deque<Runnable> afterPauses = new ConcurrentLinkedDeque<>();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final StartGate gate = gate(1);
    private final StartGate wide = gate(4);

    private StartGate gate(int atOnce) {
        Starts starts = new Starts(atOnce, 1, 6, 1, Duration.ofSeconds(1), REST);
        return new StartGate(starts, clock::get, (pause, work) -> {
            pauses.add(pause);
            afterPauses.add(work);
        });
    }

    @Test
    void letsAQuietTenantThroughBeforeTheRestOfAFlood() {
        CountDownLatch open = hold(gate);
        queue(gate, BUSY, "busy 1");
        queue(gate, BUSY, "busy 2");
        queue(gate, QUIET, "quiet");

        open.countDown();

        endPausesUntilPassed(3);
        assertThat(passed).containsExactly("quiet", "busy 1", "busy 2");
    }

    @Test
    void leavesThePlaceOfATenantWithMoreToStartEmptyForAWhileBesideOthers() {
        wide.pass(QUIET, () -> "quiet");
        CountDownLatch open = hold(wide);
        IntStream.range(0, 6).forEach(_ -> queue(wide, BUSY, "busy"));

        open.countDown();

        await().until(() -> !pauses.isEmpty());
        assertThat(pauses).containsExactly(START.multipliedBy(REST));
        assertThat(wide.pass(OTHER, () -> "other")).contains("other");
        assertThat(passed).isEmpty();
        endPausesUntilPassed(6);
    }

    @Test
    void neverKeepsATenantWaitingThatStartsOneRunAtATime() {
        wide.pass(QUIET, () -> clock.addAndGet(START.toNanos()));
        wide.pass(OTHER, () -> clock.addAndGet(START.toNanos()));

        assertThat(wide.pass(QUIET, () -> "again")).contains("again");
        assertThat(pauses).isEmpty();
    }

    @Test
    void givesATenantAllOfItWhenNobodyElseHasBeenThereLately() {
        wide.pass(QUIET, () -> "quiet");
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        CountDownLatch open = hold(wide);

        assertThat(wide.pass(BUSY, () -> "busy")).contains("busy");

        open.countDown();
        assertThat(pauses).isEmpty();
    }

    @Test
    void refusesATenantOfWhichTooManyWait() {
        CountDownLatch open = hold(gate);
        IntStream.range(0, 6).forEach(_ -> queue(gate, BUSY, "busy"));

        assertThat(gate.pass(BUSY, () -> "one more")).isEmpty();

        open.countDown();
        await().untilAsserted(() -> assertThat(passed).hasSize(6));
    }

    @Test
    void refusesWhoWouldWaitTooLong() {
        for (int start = 0; start < 50; start++) {
            wide.pass(QUIET, () -> clock.addAndGet(Duration.ofMillis(1_500).toNanos()));
        }
        CountDownLatch open = hold(wide);
        queue(wide, BUSY, "next");

        assertThat(wide.pass(BUSY, () -> "after 1.5 s")).isEmpty();
        assertThat(wide.pass(OTHER, () -> "other")).contains("other");

        open.countDown();
        endPausesUntilPassed(1);
    }

    @Test
    void staysOpenWhenAStartFails() {
        assertThatThrownBy(() -> gate.pass(BUSY, () -> {
                    throw new IllegalStateException("no agent");
                }))
                .hasMessage("no agent");

        assertThat(gate.pass(BUSY, () -> "next")).contains("next");
    }

    /** A start of the busy tenant that goes on until it is let go. */
    private CountDownLatch hold(StartGate held) {
        CountDownLatch open = new CountDownLatch(1);
        awaitBlocked(Thread.ofPlatform().start(() -> held.pass(BUSY, () -> awaited(open))));
        return open;
    }

    private long awaited(CountDownLatch latch) {
        try {
            latch.await();
            return clock.addAndGet(START.toNanos());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void queue(StartGate gate, TenantId tenant, String name) {
        awaitBlocked(Thread.ofPlatform().start(() -> gate.pass(tenant, () -> passed.add(name))));
    }

    private static void awaitBlocked(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    private void endPausesUntilPassed(int starts) {
        await().until(() -> {
            Runnable afterPause = afterPauses.poll();
            if (afterPause != null) {
                afterPause.run();
            }
            return passed.size() == starts;
        });
    }
}
