package io.fermata.e2e.torture.invariant;

import io.fermata.e2e.torture.evidence.Evidence;
import java.util.List;
import java.util.function.Function;

/**
 * One promise.
 *
 * @param name what must hold, in a few words
 * @param violations says each way in which it does not; empty when it holds
 */
public record Invariant(String name, Function<Evidence, List<String>> violations) {

    /** What came of looking. */
    public record Verdict(String name, List<String> violations) {
        public boolean holds() {
            return violations.isEmpty();
        }
    }

    public Verdict judge(Evidence evidence) {
        return new Verdict(name, violations.apply(evidence));
    }
}
