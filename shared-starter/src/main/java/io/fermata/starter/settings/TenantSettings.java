package io.fermata.starter.settings;

import java.util.List;

/**
 * A tenant's choices.
 *
 * @param sensitivePayloads whether payload columns are sealed
 * @param streamRedaction names of detectors whose finds are not shown live
 * @param preventSelfApproval whether nobody may approve what a run of his own asks for
 */
public record TenantSettings(boolean sensitivePayloads, List<String> streamRedaction, boolean preventSelfApproval) {
    /** Of a tenant that has chosen nothing. */
    public static final TenantSettings NONE = new TenantSettings(false, List.of(), false);

    public TenantSettings {
        streamRedaction = List.copyOf(streamRedaction);
    }
}
