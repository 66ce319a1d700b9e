package io.fermata.starter.security;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** Follows the lists of the issuers that have one. An issuer takes back its own tokens and nobody else's. */
final class Revocations implements SmartLifecycle {
    static final Duration LONGEST_INTERVAL = Duration.ofSeconds(30);

    private final Map<String, RevocationList> lists;
    private final Duration interval;
    private volatile ScheduledExecutorService timer = newTimer();
    private volatile boolean running;

    /** @param interval how often is asked; at most 30 s, so that what is revoked is refused within a minute */
    Revocations(Map<String, RevocationList> lists, Duration interval) {
        if (!interval.isPositive() || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("fermata.revocation-interval must be between 1ms and 30s");
        }
        this.lists = Map.copyOf(lists);
        this.interval = interval;
    }

    boolean refuse(VerifiedToken token) {
        RevocationList list = lists.get(token.issuer());
        return list != null && list.namesAny(token.fingerprints());
    }

    @Override
    public void start() {
        if (timer.isShutdown()) {
            timer = newTimer(); // stopped before: contexts are paused and started again
        }
        for (RevocationList list : lists.values()) {
            var _ = timer.scheduleWithFixedDelay(list::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
        running = true;
    }

    @Override
    public void stop() {
        timer.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static ScheduledExecutorService newTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("revocations").daemon().factory());
    }
}
