package io.fermata.starter.idempotency;

import java.util.Map;
import java.util.Set;

/** A finished answer. */
@SuppressWarnings("ArrayRecordComponent") // the body is only written out, never compared
record Answer(int status, Map<String, String> headers, byte[] body) {
    /** Refusals that the same request will always meet. Others may pass later: limits, permissions, states. */
    private static final Set<Integer> FINAL_REFUSALS = Set.of(400, 404, 410, 412, 413, 415, 422);

    boolean isFinal() {
        return (status >= 200 && status < 300) || FINAL_REFUSALS.contains(status);
    }
}
