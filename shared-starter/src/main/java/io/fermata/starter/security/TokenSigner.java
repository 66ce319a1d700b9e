package io.fermata.starter.security;

import java.time.Duration;

/** Signs the tokens of this service's own issuer. Present when {@code fermata.signing.issuer} is set. */
public interface TokenSigner {
    /** No token outlives this, so a public key is published at least this long after its last use. */
    Duration LONGEST_TTL = Duration.ofHours(1);

    /** The {@code iss} of the tokens. */
    String issuer();

    /** A signed JWT (RS256, {@code typ} {@code at+jwt}). */
    String sign(TokenClaims claims);
}
