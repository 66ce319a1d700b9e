package io.fermata.starter.security;

import org.jspecify.annotations.Nullable;

/**
 * An issuer, and for whom it may speak.
 *
 * @param subject null for anybody
 */
record TrustedIssuer(IssuerKeys keys, @Nullable String subject) {
    boolean maySpeakFor(@Nullable String claimed) {
        return subject == null || subject.equals(claimed);
    }
}
