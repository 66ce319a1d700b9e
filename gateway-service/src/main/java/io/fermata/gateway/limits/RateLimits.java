package io.fermata.gateway.limits;

/** Counts requests against an allowance. In this process by default; a shared store counts for all replicas. */
public interface RateLimits {
    Verdict take(Allowance allowance, String holder);

    /**
     * The answer to one request.
     *
     * @param remaining requests left now
     * @param nanosToWait until the next request would be let through; 0 when this one was
     */
    record Verdict(boolean allowed, long remaining, long nanosToWait) {}
}
