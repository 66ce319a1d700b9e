package io.fermata.starter.security;

import java.time.Duration;
import java.time.Instant;

/** A token whose signature and claims are good; only time can still speak against it. */
record VerifiedToken(Caller caller, Instant notBefore, Instant expires) {
    /** How far the clocks of two machines may be apart. */
    static final Duration SKEW = Duration.ofSeconds(30);

    Caller callerAt(Instant moment) {
        if (!moment.isBefore(expires.plus(SKEW))) {
            throw new InvalidTokenException("the token has expired", caller);
        }
        if (moment.isBefore(notBefore.minus(SKEW))) {
            throw new InvalidTokenException("the token is not valid yet", caller);
        }
        return caller;
    }
}
