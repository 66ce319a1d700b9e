package io.fermata.gateway.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fermata.contracts.Problems;

/** The body of a refusal, in the shape every service of the platform uses. {@code instance} never holds a query or a credential. */
record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonProperty("request_id") String requestId,
        boolean retryable) {

    static ProblemDocument of(Refusal refusal, String path, String requestId) {
        Problems problem = refusal.problem();
        String detail = refusal.getMessage() == null ? problem.title() : refusal.getMessage();
        return new ProblemDocument(
                problem.type(), problem.title(), problem.status(), detail, path, requestId, problem.retryable());
    }
}
