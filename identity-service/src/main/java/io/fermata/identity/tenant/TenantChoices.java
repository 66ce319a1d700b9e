package io.fermata.identity.tenant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant wants its data treated, by every service.
 *
 * @param sensitivePayloads whether services seal the payloads they store for it
 * @param streamRedaction names of detectors whose finds are not shown live
 */
public record TenantChoices(boolean sensitivePayloads, List<String> streamRedaction) {
    public static final TenantChoices NONE = new TenantChoices(false, List.of());

    /** What can be looked for: the names of the detectors of shared-redaction. */
    static final String DETECTORS = "credential|email|iban|credit-card|us-ssn|phone|ip-address";

    public TenantChoices {
        streamRedaction = streamRedaction.stream().distinct().toList();
    }

    /** Absent values stay as they are. */
    TenantChoices with(@Nullable Boolean sensitive, @Nullable List<String> redaction) {
        return new TenantChoices(
                sensitive == null ? sensitivePayloads : sensitive, redaction == null ? streamRedaction : redaction);
    }
}
