package io.fermata.tools.invocation;

import io.fermata.tools.catalog.CurrentTool;

/** What the one who asked for a call is told. */
public sealed interface Answer {
    /**
     * It is over.
     *
     * @param replayed the outcome was there already; nothing was called
     */
    record Finished(Outcome outcome, boolean replayed) implements Answer {}

    /** The tool has moved on to another version; nothing was called and nothing was written. */
    record Stale(CurrentTool current) implements Answer {}

    /** Not now, and not written down: the same effect key may be tried again. */
    record NotNow(ToolError error) implements Answer {}

    default Answer again() {
        return this instanceof Finished(Outcome outcome, boolean _) ? new Finished(outcome, true) : this;
    }
}
