package io.fermata.identity.apikey;

import io.fermata.identity.permission.Grant;
import io.fermata.identity.permission.Role;
import io.fermata.identity.role.Roles;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_keys")
class ApiKeyRow {
    @Id
    private String id;

    @TenantId
    @Column(name = "tenant_id")
    private @Nullable String tenantId;

    private String name;
    private @Nullable String role;
    private String[] permissions;

    @Column(name = "secret_hash")
    private byte[] secretHash;

    @Column(name = "previous_hash")
    private byte @Nullable [] previousHash;

    @Column(name = "previous_until")
    private @Nullable Instant previousUntil;

    @Column(name = "service_account_id")
    private @Nullable String serviceAccountId;

    private String hint;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ApiKeyRow() {}

    ApiKeyRow(ApiKey key, byte[] secretHash) {
        this.id = key.id();
        this.name = key.name();
        this.role = key.grant() instanceof Grant.OfRole(Role held) ? held.slug() : null;
        this.permissions =
                key.grant() instanceof Grant.Explicit(Set<String> held) ? held.toArray(String[]::new) : new String[0];
        this.secretHash = secretHash;
        this.serviceAccountId = key.serviceAccountId();
        this.hint = key.hint();
        this.createdBy = key.createdBy();
        this.createdAt = key.createdAt();
        this.expiresAt = key.expiresAt();
    }

    /** The secret it replaces goes on until {@code overlapEnds}; not at all when that is null. */
    void replaceSecret(byte[] newHash, String newHint, @Nullable Instant overlapEnds) {
        this.previousHash = overlapEnds == null ? null : secretHash;
        this.previousUntil = overlapEnds;
        this.secretHash = newHash;
        this.hint = newHint;
    }

    void revoke(Instant now) {
        this.revokedAt = now;
    }

    /** Whether this hash is of a secret that counts now: the newest, or the one before while both do. */
    boolean takes(byte[] hash, Instant now) {
        return MessageDigest.isEqual(secretHash, hash)
                || (previousHash != null
                        && previousUntil != null
                        && now.isBefore(previousUntil)
                        && MessageDigest.isEqual(previousHash, hash));
    }

    /** When a secret that counts now stops doing so; null for never. */
    @Nullable
    Instant endOf(byte[] hash) {
        boolean newest = previousUntil == null || MessageDigest.isEqual(secretHash, hash);
        return newest || (expiresAt != null && expiresAt.isBefore(previousUntil)) ? expiresAt : previousUntil;
    }

    ApiKey key(Roles roles) {
        return new ApiKey(
                id, name, grant(roles), serviceAccountId, hint, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt);
    }

    private Grant grant(Roles roles) {
        return role == null
                ? new Grant.Explicit(Set.of(permissions))
                : new Grant.OfRole(roles.named(List.of(role)).getFirst());
    }
}
