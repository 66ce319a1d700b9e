package io.fermata.identity.token;

import io.fermata.identity.apikey.ApiKey;
import io.fermata.identity.apikey.KeyTokens;
import io.fermata.identity.apikey.RecogniseApiKey;
import io.fermata.identity.apikey.RecogniseApiKey.Recognised;
import io.fermata.identity.apikey.RefusedKeys;
import io.fermata.identity.tenant.FindTenants;
import io.fermata.identity.tenant.Tenant;
import io.fermata.starter.security.TokenClaims;
import io.fermata.starter.security.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives a signed token for a key. A revoked or expired key and a suspended tenant get none, and are not told why. */
@Component
class GrantToken {
    private final RecogniseApiKey keys;
    private final RefusedKeys refused;
    private final FindTenants tenants;
    private final KeyTokens tokens;
    private final TokenSigner signer;
    private final Clock clock;

    GrantToken(
            RecogniseApiKey keys,
            RefusedKeys refused,
            FindTenants tenants,
            KeyTokens tokens,
            TokenSigner signer,
            Clock clock) {
        this.keys = keys;
        this.refused = refused;
        this.tenants = tenants;
        this.tokens = tokens;
        this.signer = signer;
        this.clock = clock;
    }

    /** Whose key it is, when it may be used now. */
    Optional<Recognised> recognise(String secret) {
        return keys.handle(secret).filter(this::belongsToAnActiveTenant);
    }

    private boolean belongsToAnActiveTenant(Recognised key) {
        boolean active = tenants.find(key.tenant()).filter(Tenant::active).isPresent();
        if (!active) {
            refused.note(key.tenant(), key.key().id(), "the tenant is not active");
        }
        return active;
    }

    /** @param scope part of what the key allows; empty asks for all of it */
    TokenAnswer grant(Recognised recognised, Set<String> scope, Duration longest) {
        ApiKey key = recognised.key();
        Set<String> held = recognised.permissions();
        if (!held.containsAll(scope)) {
            throw OAuthError.invalidScope();
        }
        Set<String> granted = new TreeSet<>(scope.isEmpty() ? held : scope);
        Duration lifetime = lifetime(recognised.until(), longest);
        String token = signer.sign(new TokenClaims(
                key.subject(), recognised.tenant(), granted, key.grant().roles(), lifetime));
        if (!tokens.note(recognised, token)) {
            throw OAuthError.invalidGrant();
        }
        return TokenAnswer.bearer(token, lifetime.toSeconds(), String.join(" ", granted));
    }

    /** A token does not outlive its key, nor a secret whose end is set. */
    private Duration lifetime(@Nullable Instant until, Duration longest) {
        if (until == null) {
            return longest;
        }
        Duration left = Duration.between(clock.instant(), until);
        return left.compareTo(longest) < 0 ? left.plusSeconds(1) : longest;
    }
}
