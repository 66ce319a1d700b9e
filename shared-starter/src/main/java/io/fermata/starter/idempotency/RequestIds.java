package io.fermata.starter.idempotency;

import io.fermata.starter.ids.Ids;

/**
 * Ids for what a request makes, at most one thing of each kind. Under an {@code Idempotency-Key} a repeated request gets
 * the id of the first time: if that was committed and only its answer was lost, the repeat finds the thing it made.
 */
public final class RequestIds {
    static final ScopedValue<String> STEM = ScopedValue.newInstance();

    private final Ids ids;

    public RequestIds(Ids ids) {
        this.ids = ids;
    }

    public String next(String prefix) {
        return STEM.isBound() ? prefix + "_" + STEM.get() : ids.next(prefix);
    }
}
