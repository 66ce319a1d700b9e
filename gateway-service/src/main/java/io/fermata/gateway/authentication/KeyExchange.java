package io.fermata.gateway.authentication;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fermata.contracts.Problems;
import io.fermata.gateway.problem.Refusal;
import io.fermata.gateway.tracing.RequestOrigin;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Turns API keys into access tokens. identity-service is asked once per key and {@code fresh} period, however many
 * requests wait for the answer. While it is away its last good answer counts, up to the {@code grace} age: that bounds how
 * long a revoked key can work. Who tries keys has to wait before another one is looked up; keys that were good a minute ago
 * are not held up by who else comes from their address.
 */
public final class KeyExchange {
    private static final int REMEMBERED = 20_000;

    private final IdentityClient identity;
    private final AccessTokens tokens;
    private final KeyGuesses guesses;
    private final AsyncCache<Fingerprint, Answer> answers;
    private final Cache<Fingerprint, Access> lastGood;

    private sealed interface Answer {
        record Granted(Access access) implements Answer {}

        record Refused(Refusal why) implements Answer {}
    }

    public KeyExchange(
            IdentityClient identity, AccessTokens tokens, KeyGuesses guesses, KeyTrust trust, Ticker ticker) {
        this.identity = identity;
        this.tokens = tokens;
        this.guesses = guesses;
        this.answers = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(REMEMBERED)
                .expireAfter(Expiry.<Fingerprint, Answer>creating((_, answer) -> believed(answer, trust)))
                .buildAsync();
        this.lastGood = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(REMEMBERED)
                .expireAfterWrite(trust.grace())
                .build();
    }

    /** @param asker whose request it is that the answer is for; many may wait for it */
    Mono<Access> exchange(Credential.ApiKey key, RequestOrigin asker) {
        Fingerprint fingerprint = Fingerprint.of(key.value());
        if (!isKnown(fingerprint)) {
            guesses.requirePatience(asker);
        }
        return Mono.fromFuture(
                        answers.get(
                                fingerprint,
                                (_, _) -> ask(fingerprint, key, asker).toFuture()),
                        true)
                .flatMap(KeyExchange::access)
                .onErrorResume(
                        KeyExchange::away,
                        why -> Mono.justOrEmpty(fallback(fingerprint)).switchIfEmpty(Mono.error(why)));
    }

    private Mono<Answer> ask(Fingerprint fingerprint, Credential.ApiKey key, RequestOrigin asker) {
        return identity.exchange(key, asker)
                .flatMap(tokens::verify)
                .<Answer>map(access -> granted(fingerprint, access))
                .onErrorResume(
                        KeyExchange::refused,
                        why -> guesses.add(asker).then(Mono.fromSupplier(() -> refused(fingerprint, (Refusal) why))));
    }

    private boolean isKnown(Fingerprint fingerprint) {
        return lastGood.getIfPresent(fingerprint) != null || answers.getIfPresent(fingerprint) != null;
    }

    private Answer granted(Fingerprint fingerprint, Access access) {
        lastGood.put(fingerprint, access);
        return new Answer.Granted(access);
    }

    private Answer refused(Fingerprint fingerprint, Refusal why) {
        lastGood.invalidate(fingerprint);
        return new Answer.Refused(why);
    }

    private Optional<Access> fallback(Fingerprint fingerprint) {
        return Optional.ofNullable(lastGood.getIfPresent(fingerprint));
    }

    private static Mono<Access> access(Answer answer) {
        return switch (answer) {
            case Answer.Granted granted -> Mono.just(granted.access());
            case Answer.Refused refused -> Mono.error(refused.why());
        };
    }

    private static Duration believed(Answer answer, KeyTrust trust) {
        return switch (answer) {
            case Answer.Granted _ -> trust.fresh();
            case Answer.Refused _ -> trust.refused();
        };
    }

    private static boolean refused(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.problem() == Problems.UNAUTHENTICATED;
    }

    private static boolean away(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.problem() == Problems.UNAVAILABLE;
    }
}
