package io.fermata.policies.audit;

import io.fermata.policies.audit.Verdict.BrokenLink;
import org.jspecify.annotations.Nullable;

/**
 * Whether the chain holds.
 *
 * @param hash of the last link that holds; noted down elsewhere, it shows later that nothing before it was rewritten
 */
record VerdictView(
        boolean intact,
        long checked,
        long lastSequence,
        String hash,
        @Nullable ChainAnchor anchor,
        @Nullable BrokenLink brokenAt) {

    static VerdictView of(Verdict verdict) {
        return new VerdictView(
                verdict.intact(),
                verdict.checked(),
                verdict.last().sequence(),
                verdict.last().hash(),
                verdict.anchor(),
                verdict.brokenAt());
    }
}
