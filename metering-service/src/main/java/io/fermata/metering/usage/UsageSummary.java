package io.fermata.metering.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups of usage events and their grand total; the groups always add up to it. */
public record UsageSummary(List<Group> groups, UsageTotals total) {
    public UsageSummary {
        groups = List.copyOf(groups);
    }

    /**
     * What one key adds up to.
     *
     * @param key null for events the grouping does not apply to: a tool call has no model
     */
    public record Group(@Nullable String key, UsageTotals totals) {}
}
