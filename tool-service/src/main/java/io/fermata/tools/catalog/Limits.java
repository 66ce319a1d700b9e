package io.fermata.tools.catalog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long, how often and how much a tool may be called.
 *
 * @param timeout of a whole execution, all attempts and waits included
 * @param maxAttempts 1 for tools that cannot be repeated
 */
public record Limits(
        Duration timeout,
        int maxAttempts,
        @Nullable RateLimit rateLimit,
        @Nullable DailyBudget budget) {
    /** At most so many calls in each window of so many seconds. */
    public record RateLimit(int maxCalls, int windowSeconds) {}

    /** At most so many calls in a day, UTC. */
    public record DailyBudget(int dailyCalls) {}
}
