package io.fermata.tools.catalog;

/** What a second call with the same key does to the outside world. */
public enum Idempotency {
    /** The tool recognises the {@code Idempotency-Key} header. */
    KEYED,
    /** Calling twice is the same as calling once. */
    NATURAL,
    /**
     * The tool can be asked what happened, by the same key. A definition has no words for the question yet: when the
     * outcome is unknown a person asks.
     */
    QUERYABLE,
    /** Unknown, so it is never called twice. */
    NONE;

    /** Whether the call is made again by itself. */
    public boolean repeatable() {
        return this == KEYED || this == NATURAL;
    }
}
