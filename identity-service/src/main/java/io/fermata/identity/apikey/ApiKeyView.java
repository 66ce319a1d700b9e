package io.fermata.identity.apikey;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

record ApiKeyView(
        String id,
        String name,
        @Nullable String role,
        Set<String> permissions,
        @Nullable String serviceAccountId,
        String hint,
        String status,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    static ApiKeyView of(ApiKey key, Instant now) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.grant().roles().stream().findFirst().orElse(null),
                new TreeSet<>(key.grant().permissions()),
                key.serviceAccountId(),
                key.hint(),
                key.state(now).value(),
                key.createdBy(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt());
    }
}
