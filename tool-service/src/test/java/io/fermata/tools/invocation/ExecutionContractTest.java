package io.fermata.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.json.Json;
import io.fermata.tools.catalog.CurrentTool;
import io.fermata.tools.catalog.ToolDocument;
import io.fermata.tools.invocation.InternalExecutionController.ExecuteRequest;
import io.fermata.tools.invocation.Invocation.Origin;
import io.fermata.tools.invocation.Outcome.State;
import io.fermata.tools.invocation.ToolError.Code;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the executor sends and reads, byte for byte of meaning. */
class ExecutionContractTest {
    private static final Json JSON = Json.standard();

    @Test
    void readsWhatTheExecutorSends() {
        Invocation invocation =
                JSON.convert(golden("execution-request"), ExecuteRequest.class).invocation();

        assertThat(invocation.effectKey()).isEqualTo(new EffectKey("stp_01"));
        assertThat(invocation.origin()).isEqualTo(new Origin("run_01", "stp_01", "agt_01", 3));
        assertThat(invocation.argumentsJson()).isEqualTo("{\"order_id\":\"42\"}");
        assertThat(invocation.allowedTools()).isEqualTo(List.of("orders.refund"));
    }

    @Test
    void tellsASuccess() {
        Outcome outcome = new Outcome(State.SUCCEEDED, "{\"refunded\":true}", null, 1, 12);

        assertThat(written(new Answer.Finished(outcome, false))).isEqualTo(golden("outcome-succeeded"));
    }

    @Test
    void tellsAFailure() {
        ToolError error = ToolError.of(Code.TOOL_UNAVAILABLE, "The tool answered with status 500.");

        assertThat(written(new Answer.Finished(Outcome.failed(error, 3, 900), true)))
                .isEqualTo(golden("outcome-failed"));
    }

    @Test
    void tellsThatTheToolMovedOn() {
        ToolDocument document = new ToolDocument(
                "orders.refund",
                "Refunds an order",
                JSON.read("{\"type\":\"object\"}"),
                null,
                null,
                "none",
                false,
                "medium",
                "write",
                30,
                null,
                null,
                null,
                List.of());
        CurrentTool current = new CurrentTool(3, document, Instant.parse("2026-11-21T10:00:00Z"));

        assertThat(written(new Answer.Stale(current))).isEqualTo(golden("outcome-stale"));
    }

    private static JsonNode written(Answer answer) {
        return JSON.read(JSON.write(OutcomeView.of(answer)));
    }

    private static JsonNode golden(String name) {
        try (InputStream file = ExecutionContractTest.class.getResourceAsStream("/contract/" + name + ".json")) {
            return JSON.read(Objects.requireNonNull(file, name).readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
