package io.fermata.identity.tenant;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant to be made.
 *
 * @param id made from a fresh id when absent
 * @param sensitivePayloads whether services shall seal the payloads they store for it; false when absent
 * @param streamRedaction names of detectors whose finds shall not be shown live; none when absent
 * @param preventSelfApproval whether nobody shall approve what a run of his own asks for; false when absent
 */
record CreateTenantRequest(
        @Nullable @Pattern(regexp = "[a-z0-9-]{3,40}", message = "must match [a-z0-9-]{3,40}")
        String id,

        @NotBlank @Size(max = 200) String name,
        @Nullable Boolean sensitivePayloads,

        @Nullable @Size(max = 20)
        List<
                        @NotNull
                        @Pattern(
                                regexp = TenantChoices.DETECTORS,
                                message = "must be one of " + TenantChoices.DETECTORS)
                        String>
                streamRedaction,

        @Nullable Boolean preventSelfApproval) {
    TenantChoices choices() {
        return TenantChoices.NONE.with(
                new TenantChoices.Change(sensitivePayloads, streamRedaction, preventSelfApproval));
    }
}
