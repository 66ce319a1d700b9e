package io.fermata.approvals.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChangeWatchTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ChangeWatch watch = new ChangeWatch();

    @Test
    void wakesWhenThereIsMoreThanWasSeen() {
        Thread waiting = startWaiting(3);

        watch.advance(ACME, 4);

        await().until(() -> !waiting.isAlive());
    }

    @Test
    void sleepsOnWhenNothingIsNew() throws InterruptedException {
        Thread waiting = startWaiting(3);

        watch.advance(ACME, 3);
        watch.advance(new TenantId("other"), 9);

        assertThat(waiting.join(Duration.ofMillis(50))).isFalse();
        watch.close();
        waiting.join();
    }

    @Test
    void endsWithItsPatience() throws InterruptedException {
        watch.await(ACME, 3, Duration.ofMillis(1));

        assertThat(watch.tenants()).isEmpty();
    }

    @Test
    void letsEveryoneGoWhenItCloses() {
        Thread waiting = startWaiting(3);

        watch.close();

        await().until(() -> !waiting.isAlive());
        assertThat(watch.isClosed()).isTrue();
    }

    @Test
    void forgetsATenantNobodyWaitsForAnyMore() {
        Thread waiting = startWaiting(0);

        watch.advance(ACME, 1);

        await().until(() -> !waiting.isAlive());
        assertThat(watch.tenants()).isEmpty();
    }

    private Thread startWaiting(long seen) {
        Thread waiting = Thread.startVirtualThread(() -> {
            try {
                watch.await(ACME, seen, LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> watch.tenants().contains(ACME));
        return waiting;
    }
}
