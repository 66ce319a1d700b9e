package io.fermata.e2e.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.http.Answer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a refused caller must be told, and what not. */
public final class Problems {
    /** Nothing of the machine, the code or the database may be seen from outside. */
    private static final List<String> LEAKS = List.of(
            "java.", "io.fermata", "org.spring", "Exception", "\tat ", "SELECT ", "postgres", "127.0.0.1", "localhost");

    private Problems() {}

    public static void require(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asString()).as(answer.body()).isEqualTo("urn:problem:" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("instance").asString()).startsWith("/");
        assertThat(problem.path("retryable").isBoolean()).isTrue();
        assertThat(problem.path("request_id").asString()).isNotBlank().isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.body()).doesNotContain(LEAKS);
    }
}
