package io.fermata.gateway.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** How many requests somebody may make: smoothly over time, or in a day. */
public sealed interface Limit permits Allowance, Quota {
    /** What it is called in the RateLimit headers; says whose limit it is. */
    String name();

    /** The most requests that can be made at once. */
    long size();

    /** How long it takes at most until nothing of what was used counts any more. */
    Duration window();

    /** The same limit for a bucket in memory. */
    Bandwidth bandwidth(TimeMeter time);

    /** The RateLimit-Policy item: the quota and the seconds in which it is whole again from empty. */
    default String policy() {
        return "\"" + name() + "\";q=" + size() + ";w=" + window().toSeconds();
    }

    /** The RateLimit item: what is left and the seconds until the quota is whole again. */
    default String state(RateLimits.Verdict verdict) {
        return "\"" + name() + "\";r=" + verdict.remaining() + ";t=" + RateLimits.seconds(verdict.untilWhole());
    }
}
