package io.fermata.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fermata.gateway.authentication.KeyGuesses;
import io.fermata.gateway.problem.Refusal;
import io.fermata.gateway.tracing.RequestOrigin;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Keys that nobody has are charged to the address they came from. Once its allowance is used up the address has to wait
 * until it is whole again: the little that is granted in between would let in, each time, as many guesses as wait side by
 * side.
 */
public final class LimitedGuesses implements KeyGuesses {
    private static final int ADDRESSES = 100_000;

    private final RateLimits limits;
    private final Allowance allowance;
    private final Ticker ticker;
    private final Cache<String, Long> waiting;

    /** @param allowance of one address */
    public LimitedGuesses(RateLimits limits, Allowance allowance, Ticker ticker) {
        this.limits = limits;
        this.allowance = allowance;
        this.ticker = ticker;
        this.waiting = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(ADDRESSES)
                .expireAfter(Expiry.<String, Long>creating((_, until) -> Duration.ofNanos(until - ticker.read())))
                .build();
    }

    @Override
    public void requirePatience(RequestOrigin asker) {
        Long until = waiting.getIfPresent(ClientAddress.of(asker.address()));
        if (until != null) {
            Duration rest = Duration.ofNanos(until - ticker.read());
            throw Refusal.rateLimited(
                    "Too many API keys from this address were not valid.",
                    Duration.ofSeconds(RateLimits.seconds(rest)));
        }
    }

    @Override
    public Mono<Void> add(RequestOrigin asker) {
        String address = ClientAddress.of(asker.address());
        return limits.take(List.of(new Charge(allowance, address)))
                .doOnNext(verdicts -> note(address, verdicts.getLast()))
                .then();
    }

    private void note(String address, RateLimits.Verdict verdict) {
        if (!verdict.allowed()) {
            waiting.asMap()
                    .putIfAbsent(address, ticker.read() + verdict.untilWhole().toNanos());
        }
    }
}
