package io.fermata.identity.tenant;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant wants its data and runs treated, by every service.
 *
 * @param sensitivePayloads whether services seal the payloads they store for it
 * @param streamRedaction names of detectors whose finds are not shown live
 * @param preventSelfApproval whether nobody may approve what a run of his own asks for
 */
public record TenantChoices(boolean sensitivePayloads, List<String> streamRedaction, boolean preventSelfApproval) {
    public static final TenantChoices NONE = new TenantChoices(false, List.of(), false);

    /** What can be looked for: the names of the detectors of shared-redaction. */
    static final String DETECTORS = "credential|email|iban|credit-card|us-ssn|phone|ip-address";

    public TenantChoices {
        streamRedaction = streamRedaction.stream().distinct().toList();
    }

    /** Absent values stay as they are. */
    record Change(
            @Nullable Boolean sensitivePayloads,
            @Nullable List<String> streamRedaction,
            @Nullable Boolean preventSelfApproval) {
        static final Change NONE = new Change(null, null, null);
    }

    TenantChoices with(Change change) {
        return new TenantChoices(
                Objects.requireNonNullElse(change.sensitivePayloads(), sensitivePayloads),
                Objects.requireNonNullElse(change.streamRedaction(), streamRedaction),
                Objects.requireNonNullElse(change.preventSelfApproval(), preventSelfApproval));
    }
}
