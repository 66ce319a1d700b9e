package io.fermata.identity.tenant;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What shall be other than it is.
 *
 * @param sensitivePayloads counts for what is stored from then on
 * @param streamRedaction in the place of the present list
 * @param preventSelfApproval counts for what is decided from then on
 */
record ChangeTenantRequest(
        @Nullable @Size(max = 200) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String name,

        @Nullable @Pattern(regexp = "active|suspended", message = "must be active or suspended")
        String status,

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
    TenantChoices.Change choices() {
        return new TenantChoices.Change(sensitivePayloads, streamRedaction, preventSelfApproval);
    }
}
