package io.fermata.executor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fermata.starter.tenancy.TenantId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StartGateTest {

    private static final TenantId BUSY = new TenantId("busy");
    private static final TenantId QUIET = new TenantId("quiet");

    private final StartGate gate = new StartGate(1, 3);
    private final List<String> passed = new CopyOnWriteArrayList<>();

    @Test
    void letsAQuietTenantThroughBeforeTheRestOfAFlood() throws InterruptedException {
        CountDownLatch open = hold();
        Thread first = queue(BUSY, "busy 1");
        Thread second = queue(BUSY, "busy 2");
        Thread quiet = queue(QUIET, "quiet");

        open.countDown();

        for (Thread thread : List.of(first, second, quiet)) {
            thread.join();
        }
        assertThat(passed).containsExactly("busy 1", "quiet", "busy 2");
    }

    @Test
    void refusesATenantOfWhichTooManyWait() throws InterruptedException {
        CountDownLatch open = hold();
        List<Thread> waiting = List.of(queue(BUSY, "1"), queue(BUSY, "2"), queue(BUSY, "3"));

        assertThat(gate.pass(BUSY, () -> "4")).isEmpty();

        Thread other = queue(QUIET, "quiet");
        open.countDown();
        for (Thread thread : waiting) {
            thread.join();
        }
        other.join();
        assertThat(passed).hasSize(4);
    }

    @Test
    void staysOpenWhenAStartFails() {
        assertThatThrownBy(() -> gate.pass(BUSY, () -> {
                    throw new IllegalStateException("no agent");
                }))
                .hasMessage("no agent");

        assertThat(gate.pass(BUSY, () -> "next")).contains("next");
    }

    private CountDownLatch hold() {
        CountDownLatch open = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().start(() -> gate.pass(BUSY, () -> awaited(open)));
        awaitBlocked(holder);
        return open;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Thread queue(TenantId tenant, String name) {
        Thread thread = Thread.ofPlatform().start(() -> gate.pass(tenant, () -> passed.add(name)));
        awaitBlocked(thread);
        return thread;
    }

    private static void awaitBlocked(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }
}
