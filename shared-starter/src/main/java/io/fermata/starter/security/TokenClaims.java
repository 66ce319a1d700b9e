package io.fermata.starter.security;

import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a token to be signed says.
 *
 * @param subject {@code user:usr_…}, {@code key:key_…} or {@code service:<name>}
 * @param scopes the permissions it carries
 * @param ttl how long it is valid; at most {@link TokenSigner#LONGEST_TTL}
 */
public record TokenClaims(String subject, TenantId tenant, Set<String> scopes, List<String> roles, Duration ttl) {
    public TokenClaims {
        scopes = Set.copyOf(scopes);
        roles = List.copyOf(roles);
        if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(TokenSigner.LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("a token lives between 1 s and " + TokenSigner.LONGEST_TTL);
        }
    }
}
