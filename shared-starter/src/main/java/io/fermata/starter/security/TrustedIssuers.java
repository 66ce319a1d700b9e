package io.fermata.starter.security;

import java.time.Instant;

/** Verifies tokens of the configured issuers ({@code fermata.issuers[]}). */
public interface TrustedIssuers {
    /**
     * @throws InvalidTokenException when the token proves nothing
     * @throws KeysUnavailableException when that cannot be told, because the issuer's keys cannot be fetched
     */
    Caller verify(String token);

    /** Like {@link #verify(String)}, for a token that was presented at an earlier time: expiry is judged by {@code at}. */
    Caller verify(String token, Instant at);
}
