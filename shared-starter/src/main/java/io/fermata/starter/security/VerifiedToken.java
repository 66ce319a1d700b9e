package io.fermata.starter.security;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A token whose signature and claims are good; only time and its issuer can still speak against it.
 *
 * @param fingerprints by which its issuer takes it back: SHA-256 of token, subject and tenant
 */
record VerifiedToken(Caller caller, String issuer, List<String> fingerprints, Instant notBefore, Instant expires) {
    /** How far the clocks of two machines may be apart. */
    static final Duration SKEW = Duration.ofSeconds(30);

    void requireGoodAt(Instant moment) {
        if (!moment.isBefore(expires.plus(SKEW))) {
            throw new InvalidTokenException("the token has expired", caller);
        }
        if (moment.isBefore(notBefore.minus(SKEW))) {
            throw new InvalidTokenException("the token is not valid yet", caller);
        }
    }
}
