package io.fermata.starter.security;

import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One issuer's public keys. Fetched when first needed, again when they get old or an unknown key turns up, and never
 * more often than every {@link #SHORTEST_INTERVAL}: tokens with made-up keys must not become load on the issuer.
 */
final class IssuerKeys {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    /** Fetches the key set, or throws. */
    @FunctionalInterface
    interface Source {
        Map<String, RSAPublicKey> fetch();
    }

    /** The keys of the latest success, and why the latest attempt failed if it did. */
    private record Fetched(
            Map<String, RSAPublicKey> keys,
            Instant at,
            @Nullable RuntimeException failure) {}

    private final String issuer;
    private final Source source;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Fetched fetched = new Fetched(Map.of(), Instant.EPOCH, null);

    IssuerKeys(String issuer, Source source, Clock clock) {
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
    }

    /**
     * The key, or empty when the issuer does not have it.
     *
     * @throws KeysUnavailableException when the issuer could not be asked
     */
    Optional<RSAPublicKey> find(String kid) {
        Fetched known = fetched;
        RSAPublicKey key = known.keys().get(kid);
        if (key == null || known.at().plus(FRESH).isBefore(clock.instant())) {
            known = refresh(known);
            key = known.keys().get(kid);
        }
        if (key == null && known.failure() != null) {
            throw new KeysUnavailableException("cannot fetch the keys of " + issuer, known.failure());
        }
        return Optional.ofNullable(key);
    }

    private Fetched refresh(Fetched known) {
        fetching.lock();
        try {
            boolean somebodyElseDid = fetched.at().isAfter(known.at());
            if (!somebodyElseDid && known.at().plus(SHORTEST_INTERVAL).isBefore(clock.instant())) {
                fetched = attempt(known);
            }
            return fetched;
        } finally {
            fetching.unlock();
        }
    }

    private Fetched attempt(Fetched known) {
        try {
            return new Fetched(source.fetch(), clock.instant(), null);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("issuer", issuer)
                    .addKeyValue("reason", e.toString())
                    .log("cannot fetch keys");
            return new Fetched(known.keys(), clock.instant(), e);
        }
    }
}
