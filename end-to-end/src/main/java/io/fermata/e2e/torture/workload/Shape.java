package io.fermata.e2e.torture.workload;

import java.util.Locale;

/** What a run does. The script of the oracle's model knows each by its word. */
public enum Shape {
    TALK,
    KEYED,
    NATURAL,
    QUERYABLE,
    NONE,
    /** Two calls in one turn. */
    BOTH,
    /** Three calls, one after the other. */
    CHAIN,
    /** A person has to agree. */
    GATED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the agent is asked, naming the operation by which the oracle keeps its books. */
    public String message(String operation) {
        return "operation " + operation + " shape-" + word();
    }
}
