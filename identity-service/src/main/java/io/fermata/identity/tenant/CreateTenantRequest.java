package io.fermata.identity.tenant;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A tenant to be made.
 *
 * @param id made from a fresh id when absent
 * @param sensitivePayloads whether services shall seal the payloads they store for it; false when absent
 */
record CreateTenantRequest(
        @Nullable @Pattern(regexp = "[a-z0-9-]{3,40}", message = "must match [a-z0-9-]{3,40}")
        String id,

        @NotBlank @Size(max = 200) String name,
        @Nullable Boolean sensitivePayloads) {}
