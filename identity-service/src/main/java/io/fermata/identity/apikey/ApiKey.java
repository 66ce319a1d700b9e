package io.fermata.identity.apikey;

import io.fermata.identity.permission.Grant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it may be shown: everything but its secret.
 *
 * @param serviceAccountId whose key it is, when it is a machine's: it allows no more than the account may do
 * @param hint the end of the secret, so that a person can tell which key a machine holds
 * @param lastUsedAt right to the minute, best effort
 */
public record ApiKey(
        String id,
        String name,
        Grant grant,
        @Nullable String serviceAccountId,
        String hint,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** What tokens call it. */
    public String subject() {
        return "key:" + id;
    }

    public KeyState state(Instant now) {
        if (revokedAt != null) {
            return KeyState.REVOKED;
        }
        return expiresAt != null && !now.isBefore(expiresAt) ? KeyState.EXPIRED : KeyState.ACTIVE;
    }
}
