package io.fermata.identity.tenant;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param sensitivePayloads counts for what is stored from then on */
record ChangeTenantRequest(
        @Nullable @Size(max = 200) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String name,

        @Nullable @Pattern(regexp = "active|suspended", message = "must be active or suspended")
        String status,

        @Nullable Boolean sensitivePayloads) {}
