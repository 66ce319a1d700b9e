package io.fermata.starter.security;

import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a token to be signed says.
 *
 * @param subject {@code user:usr_…}, {@code key:key_…} or {@code service:<name>}
 * @param audience which services accept it, see {@link Audience}
 * @param scopes the permissions it carries
 * @param ttl how long it is valid; at most {@link TokenSigner#LONGEST_TTL}
 */
public record TokenClaims(
        String subject, String audience, TenantId tenant, Set<String> scopes, List<String> roles, Duration ttl) {
    public TokenClaims {
        scopes = Set.copyOf(scopes);
        roles = List.copyOf(roles);
        if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(TokenSigner.LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("a token lives between 1 s and " + TokenSigner.LONGEST_TTL);
        }
    }

    /** Of a person or a key: all services accept it. */
    public TokenClaims(String subject, TenantId tenant, Set<String> scopes, List<String> roles, Duration ttl) {
        this(subject, Audience.EVERY_SERVICE, tenant, scopes, roles, ttl);
    }

    /** Of a service that calls another on its own account: only the callee accepts it. */
    public static TokenClaims between(String caller, String callee, TenantId tenant, Set<String> scopes, Duration ttl) {
        return new TokenClaims(Audience.SERVICE + caller, callee, tenant, scopes, List.of(), ttl);
    }
}
