package io.fermata.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Buckets in the memory of this process: each replica of the edge grants the allowance by itself. */
public final class LocalRateLimits implements RateLimits {
    private static final int HOLDERS = 100_000;

    private final TimeMeter time;
    private final Cache<Holder, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(HOLDERS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    private record Holder(Allowance allowance, String name) {}

    public LocalRateLimits(TimeMeter time) {
        this.time = time;
    }

    @Override
    public Verdict take(Allowance allowance, String holder) {
        Bucket bucket = buckets.get(new Holder(allowance, holder), this::full);
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Verdict(probe.isConsumed(), probe.getRemainingTokens(), probe.getNanosToWaitForRefill());
    }

    private Bucket full(Holder holder) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(holder.allowance().bandwidth())
                .build();
    }
}
