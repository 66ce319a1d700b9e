package io.fermata.policies.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk over a tenant's chain found.
 *
 * @param checked how many links hold
 * @param last the last link that holds; kept outside, it shows later that nothing before it was rewritten
 * @param anchor where the walk started, when older events are in the archive
 * @param brokenAt the first link that does not hold, or null
 */
public record Verdict(
        long checked,
        ChainHead last,
        @Nullable ChainAnchor anchor,
        @Nullable BrokenLink brokenAt) {
    /**
     * A link that does not hold.
     *
     * @param id of the event there, or null when there is none
     * @param differs content (the row is not what was hashed), previous_hash (it does not follow the row before),
     *     missing (there is no row), head (the chain ended otherwise)
     */
    public record BrokenLink(long sequence, @Nullable String id, List<String> differs) {}

    public boolean intact() {
        return brokenAt == null;
    }
}
