package io.fermata.starter.idempotency;

import java.util.Map;

/**
 * A request under an Idempotency-Key.
 *
 * @param caller keys of two callers never meet, not even within a tenant
 * @param operation method, path and query
 * @param sha of the body
 */
record KeyedRequest(String caller, String key, String operation, String sha) {
    boolean isSameAs(String otherOperation, String otherSha) {
        return operation.equals(otherOperation) && sha.equals(otherSha);
    }

    Map<String, ?> parameters() {
        return Map.of("caller", caller, "key", key, "operation", operation, "sha", sha);
    }
}
