package io.fermata.starter.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Verifies tokens of the issuers in {@code fermata.issuers[]}. A good token is remembered for a few minutes, so that its
 * signature is checked once and not with every request; whether it was revoked is looked up each time.
 */
public final class TrustedIssuers {
    private static final Duration MEMORY = Duration.ofMinutes(5);
    private static final int MOST_TOKENS = 10_000;

    private final TokenVerifier verifier;
    private final Revocations revocations;
    private final Clock clock;
    private final Cache<String, VerifiedToken> verified = Caffeine.newBuilder()
            .maximumSize(MOST_TOKENS)
            .expireAfterWrite(MEMORY)
            .build();

    TrustedIssuers(TokenVerifier verifier, Revocations revocations, Clock clock) {
        this.verifier = verifier;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Says who a token speaks for now.
     *
     * @throws InvalidTokenException when the token proves nothing
     * @throws KeysUnavailableException when that cannot be told, because the issuer's keys cannot be fetched
     */
    public Caller verify(String token) {
        return verify(token, clock.instant());
    }

    /**
     * Like {@link #verify(String)}, for a token presented at an earlier moment: expiry is judged by that one, revocation by
     * now.
     */
    public Caller verify(String token, Instant at) {
        return known(token, at).caller();
    }

    /** The access of the request being answered; {@code unauthenticated} when it has none. */
    public LastingAccess access() {
        String token = CallerToken.find()
                .orElseThrow(
                        () -> ProblemException.of(Problems.UNAUTHENTICATED, "This operation needs a valid token."));
        VerifiedToken known = known(token, clock.instant());
        return () -> !revocations.refuse(known);
    }

    private VerifiedToken known(String token, Instant at) {
        VerifiedToken remembered = verified.getIfPresent(token);
        VerifiedToken known = remembered == null ? verifier.verify(token) : remembered;
        known.requireGoodAt(at);
        if (revocations.refuse(known)) {
            throw new InvalidTokenException("the token was revoked", known.caller());
        }
        if (remembered == null) {
            // Only after the checks: what is refused is not worth remembering.
            verified.put(token, known);
        }
        return known;
    }
}
