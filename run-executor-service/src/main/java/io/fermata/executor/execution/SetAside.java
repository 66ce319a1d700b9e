package io.fermata.executor.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Runs that broke here before they could even be ended, because a key that this instance was not given keeps their row
 * shut, say. They are tried again, but less and less often.
 */
final class SetAside {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_RUNS = 10_000;

    private record Pause(Duration length, Instant until) {
        Pause after(Instant now) {
            Duration doubled = length.multipliedBy(2);
            return of(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE, now);
        }

        static Pause of(Duration length, Instant now) {
            return new Pause(length, now.plus(length));
        }
    }

    private final Clock clock;
    private final Cache<String, Pause> pauses = Caffeine.newBuilder()
            .maximumSize(MOST_RUNS)
            .expireAfterWrite(LONGEST_PAUSE.multipliedBy(2))
            .build();

    SetAside(Clock clock) {
        this.clock = clock;
    }

    /** It broke, again perhaps. */
    void add(String runId) {
        Instant now = clock.instant();
        pauses.asMap().compute(runId, (_, before) -> before == null ? Pause.of(FIRST_PAUSE, now) : before.after(now));
    }

    boolean holds(String runId) {
        Pause pause = pauses.getIfPresent(runId);
        return pause != null && clock.instant().isBefore(pause.until());
    }
}
