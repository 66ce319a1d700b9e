package io.fermata.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Runs as a workflow engine starts them, to execute them itself. */
public final class ExternalRuns {

    public static final String DONE = "{\"status\":\"success\"}";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ExternalRuns() {}

    /** A run that waits for its report. */
    public static String start(RunApi api, String agentId) {
        Map<String, ?> body =
                Map.of("agent_id", agentId, "runner", "external", "input", Map.of("message", "apply for me"));
        RunApi.Answer accepted =
                api.post("/api/v1/runs", JSON.writeValueAsString(body)).expect(202);
        assertThat(accepted.text("status")).isEqualTo("waiting");
        assertThat(accepted.text("waiting_reason")).isEqualTo("external_runner");
        assertThat(accepted.text("runner")).isEqualTo("external");
        return accepted.text("id");
    }
}
