package io.fermata.starter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.fermata.starter.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The key this replica signs with: made in memory, replaced twice a day and at every start. Its public half is stored
 * before the first token is signed, and stays published until the last token has expired.
 */
final class SigningKeys {
    static final Duration ROTATION = Duration.ofHours(12);

    private static final int KEY_BITS = 2048;

    record Key(String id, JWSSigner signer, Instant made) {}

    private final SigningKeyStore store;
    private final Ids ids;
    private final Clock clock;
    private final ReentrantLock rotating = new ReentrantLock();
    private volatile @Nullable Key current;

    SigningKeys(SigningKeyStore store, Ids ids, Clock clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    Key current() {
        Key key = current;
        return key != null && isYoung(key) ? key : rotate();
    }

    private Key rotate() {
        rotating.lock();
        try {
            Key key = current;
            return key != null && isYoung(key) ? key : replace();
        } finally {
            rotating.unlock();
        }
    }

    /** Signs with a new key from now on. */
    Key replace() {
        rotating.lock();
        try {
            Key key = make();
            current = key;
            return key;
        } finally {
            rotating.unlock();
        }
    }

    private boolean isYoung(Key key) {
        return clock.instant().isBefore(key.made().plus(ROTATION));
    }

    private Key make() {
        try {
            RSAKey pair = new RSAKeyGenerator(KEY_BITS)
                    .keyID(ids.next("sgk"))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            store.publish(pair.getKeyID(), pair.toPublicJWK().toJSONString(), publishedFor());
            return new Key(pair.getKeyID(), new RSASSASigner(pair), clock.instant());
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform can make RSA keys", e);
        }
    }

    private static Duration publishedFor() {
        return ROTATION.plus(TokenSigner.LONGEST_TTL).plus(VerifiedToken.SKEW);
    }
}
