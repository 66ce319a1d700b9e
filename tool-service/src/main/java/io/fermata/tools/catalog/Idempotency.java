package io.fermata.tools.catalog;

/** What a second call with the same key does to the outside world. */
public enum Idempotency {
    /** The tool recognises the {@code Idempotency-Key} header. */
    KEYED,
    /** Calling twice is the same as calling once. */
    NATURAL,
    /** The tool can be asked what happened, by the same key. */
    QUERYABLE,
    /** Unknown, so it is never called twice. */
    NONE;

    public boolean repeatable() {
        return this != NONE;
    }
}
