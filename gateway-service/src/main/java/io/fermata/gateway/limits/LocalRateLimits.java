package io.fermata.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Buckets in the memory of this process: each replica of the edge grants every limit by itself. */
public final class LocalRateLimits implements RateLimits {
    private static final int CHARGED = 100_000;

    private final TimeMeter time;
    private final Cache<Charge, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(CHARGED)
            .expireAfter(Expiry.<Charge, Bucket>accessing(
                    (charge, _) -> charge.limit().window()))
            .build();

    /** @param time of the wall clock: days begin by it */
    public LocalRateLimits(TimeMeter time) {
        this.time = time;
    }

    @Override
    public Mono<List<Verdict>> take(List<Charge> charges) {
        return Mono.fromSupplier(() -> takeNow(charges));
    }

    private List<Verdict> takeNow(List<Charge> charges) {
        List<Verdict> verdicts = new ArrayList<>(charges.size());
        for (Charge charge : charges) {
            Verdict verdict = take(charge);
            verdicts.add(verdict);
            if (!verdict.allowed()) {
                break;
            }
        }
        return verdicts;
    }

    private Verdict take(Charge charge) {
        ConsumptionProbe probe = buckets.get(charge, this::full).tryConsumeAndReturnRemaining(1);
        return new Verdict(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    private Bucket full(Charge charge) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(charge.limit().bandwidth(time))
                .build();
    }
}
