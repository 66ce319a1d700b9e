package io.fermata.identity.apikey;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Either a role or permissions, not both.
 *
 * @param serviceAccountId whose key it shall be; it can allow no more than the account may do
 */
record CreateApiKeyRequest(
        @NotBlank @Size(max = 200) String name,
        @Nullable String role,
        @Nullable @Size(min = 1, max = 30) List<@NotNull String> permissions,
        @Nullable @Size(max = 40) String serviceAccountId,
        @Nullable @Future Instant expiresAt) {}
