package io.fermata.gateway.authentication;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The issuer's public keys. They are fetched again when they are old, and when a token names an unknown key; but not more
 * often than once a second, so that invented key ids cannot be used to hammer identity-service.
 */
public final class SigningKeys {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration OLD = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final IdentityClient identity;
    private final Clock clock;
    private final AtomicReference<@Nullable Mono<Known>> underway = new AtomicReference<>();
    private volatile Known known = new Known(new JWKSet(), Instant.EPOCH);

    private record Known(JWKSet keys, Instant since) {
        @Nullable
        JWK find(String id) {
            return keys.getKeyByKeyId(id);
        }
    }

    public SigningKeys(IdentityClient identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /** The key a token names in its header; nothing when the issuer does not publish it. */
    Flux<JWK> keysFor(SignedJWT token) {
        String id = token.getHeader().getKeyID();
        if (id == null) {
            return Flux.empty();
        }
        JWK key = known.find(id);
        if (key == null) {
            return refreshed().mapNotNull(fresh -> fresh.find(id)).flux();
        }
        if (known.since().plus(OLD).isBefore(clock.instant())) {
            refreshed()
                    .subscribe(_ -> {}, failure -> log.atWarn().log("key set not refreshed: {}", failure.getMessage()));
        }
        return Flux.just(key);
    }

    /** One fetch at a time, shared by all who wait for it. */
    private Mono<Known> refreshed() {
        Mono<Known> fetch = Mono.delay(untilAllowed())
                .then(identity.keySet())
                .map(this::remember)
                .doFinally(_ -> underway.set(null))
                .cache();
        Mono<Known> first = underway.compareAndExchange(null, fetch);
        return first == null ? fetch : first;
    }

    private Duration untilAllowed() {
        Duration wait = Duration.between(clock.instant(), known.since().plus(PAUSE));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private Known remember(String keySet) {
        try {
            known = new Known(JWKSet.parse(keySet), clock.instant());
            return known;
        } catch (ParseException e) {
            throw new IllegalStateException("identity-service answered with an unreadable key set", e);
        }
    }
}
