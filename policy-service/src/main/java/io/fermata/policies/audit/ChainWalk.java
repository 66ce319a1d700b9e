package io.fermata.policies.audit;

import io.fermata.policies.audit.Verdict.BrokenLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows a chain link by link, from where it is known to be good, and stops at the first link that does not hold. */
public final class ChainWalk {
    private static final String MISSING = "missing";

    private final ChainHash hash;
    private final String tenant;
    private ChainHead last;

    public ChainWalk(ChainHash hash, String tenant, ChainHead from) {
        this.hash = hash;
        this.tenant = tenant;
        this.last = from;
    }

    /** Takes the next link there is; what is wrong with it, or with the place it should stand in. */
    public Optional<BrokenLink> step(ChainLink link) {
        if (link.sequence() != last.sequence() + 1) {
            return Optional.of(new BrokenLink(last.sequence() + 1, null, List.of(MISSING)));
        }
        List<String> differs = new ArrayList<>();
        if (!link.previousHash().equals(last.hash())) {
            differs.add("previous_hash");
        }
        if (!link.hash().equals(hash.of(tenant, link))) {
            differs.add("content");
        }
        last = ChainHead.of(link);
        return differs.isEmpty()
                ? Optional.empty()
                : Optional.of(new BrokenLink(link.sequence(), link.event().id(), differs));
    }

    /** After the last link there is: whether it is the one the chain ended with. */
    public Optional<BrokenLink> end(ChainHead head) {
        if (head.sequence() > last.sequence()) {
            return Optional.of(new BrokenLink(last.sequence() + 1, null, List.of(MISSING)));
        }
        boolean same = head.sequence() == last.sequence() && head.hash().equals(last.hash());
        return same ? Optional.empty() : Optional.of(new BrokenLink(last.sequence(), null, List.of("head")));
    }

    public ChainHead last() {
        return last;
    }
}
