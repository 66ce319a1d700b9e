package io.fermata.starter.security;

import io.fermata.starter.schedule.RepeatedTasks;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.SmartLifecycle;

/** Follows the lists of the issuers that have one. An issuer takes back its own tokens and nobody else's. */
final class Revocations implements SmartLifecycle {
    static final Duration LONGEST_INTERVAL = Duration.ofSeconds(30);

    private final Map<String, RevocationList> lists;
    private final Duration interval;
    private final RepeatedTasks rounds = new RepeatedTasks("revocations");

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
        rounds.start(
                lists.values().stream().<Runnable>map(list -> list::refresh).toList(), Duration.ZERO, interval);
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
