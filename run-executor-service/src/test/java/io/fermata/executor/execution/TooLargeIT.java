package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.event.RunChanged;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What is too large for an event ends a run once and clearly, or is left out of it. */
@WholeServiceTest
class TooLargeIT {

    private static final String MODEL_NAME = "openai/gpt-4o-mini";

    @LocalServerPort
    private int port;

    private RunApi api;
    private long askedBefore;

    @BeforeEach
    void open() {
        api = RunApi.of(port, unique("large"));
    }

    @Test
    void keepsALargeOutputThatFitsBesideItsInput() {
        answers(words(400_000));

        JsonNode run = run(words(400_000));

        assertThat(run.get("status").asString()).isEqualTo("succeeded");
        assertThat(run.at("/output/message").asString()).hasSize(400_000);
    }

    @Test
    void failsOnceWhenTheOutputDoesNotFitBesideTheInput() {
        answers(words(500_000));

        JsonNode run = run(words(500_000));

        requireTooLarge(run);
        assertThat(api.stepTypes(run.get("id").asString())).containsExactly("think", "error");
        awaitTold(run.get("id").asString());
    }

    @Test
    void failsOnceWhenTheAnswerIsTooLargeForTheLogAndKeepsItsCost() {
        answers(words(1_000_000));

        JsonNode run = run("say a lot");

        requireTooLarge(run);
        assertThat(run.get("completion_tokens").asLong()).isPositive();
        assertThat(api.steps(run.get("id").asString())
                        .getFirst()
                        .at("/output/text")
                        .asString())
                .isEmpty();
        awaitTold(run.get("id").asString());
    }

    @Test
    void tellsTheModelThatAResultWasTooLargeAndGoesOn() {
        String tool = unique("dump").replace('-', '_');
        tool(tool, false, succeeded("\"" + words(900_000) + "\""));
        MODEL.play(Script.when(m -> m.user("dump").call(1))
                .calls(tool, Map.of())
                .otherwise()
                .replies("Too much.")
                .build());

        JsonNode run = api.run(agent("active", Map.of("model", MODEL_NAME, "tools", List.of(tool))), "dump")
                .expect(200)
                .body();

        assertThat(run.at("/output/message").asString())
                .as(run.toPrettyString())
                .isEqualTo("Too much.");
        assertThat(api.steps(run.get("id").asString())
                        .get(2)
                        .at("/output/result/error/code")
                        .asString())
                .isEqualTo("result-too-large");
        assertThat(executionsOf(tool)).hasSize(1);
    }

    @Test
    void holdsNoCallWhoseArgumentsNobodyCouldBeShown() {
        String tool = unique("held").replace('-', '_');
        tool(tool, true, succeeded("{}"));
        MODEL.play(Script.when(m -> m.user("hold").call(1))
                .calls(tool, Map.of("quotes", "\"".repeat(300_000)))
                .otherwise()
                .replies("Not so.")
                .build());

        JsonNode run = api.run(agent("active", Map.of("model", MODEL_NAME, "tools", List.of(tool))), "hold")
                .expect(200)
                .body();

        assertThat(run.at("/output/message").asString())
                .as(run.toPrettyString())
                .isEqualTo("Not so.");
        assertThat(executionsOf(tool)).isEmpty();
    }

    @Test
    void refusesAnInputThatLeavesNoRoomForAnEnd() {
        String agent = agent("active", Map.of("model", MODEL_NAME));

        RunApi.Answer refused = api.post("/api/v1/agents/" + agent + "/runs", RunApi.input(words(880_000)));

        assertThat(refused.expect(413).problem()).isEqualTo("payload-too-large");
    }

    private void answers(String text) {
        MODEL.play(Script.always().replies(text).build());
        askedBefore = MODEL.log().total();
    }

    private JsonNode run(String message) {
        return api.run(agent("active", Map.of("model", MODEL_NAME)), message)
                .expect(200)
                .body();
    }

    private void requireTooLarge(JsonNode run) {
        assertThat(run.get("status").asString()).isEqualTo("failed");
        assertThat(run.at("/error/code").asString()).isEqualTo("output-too-large");
        assertThat(run.at("/error/retryable").asBoolean()).isFalse();
        assertThat(MODEL.log().total() - askedBefore).isEqualTo(1);
    }

    private static void awaitTold(String run) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Bus.received(RunChanged.class, run).stream()
                        .anyMatch(told -> told.status().equals("failed")));
    }

    private static String words(int characters) {
        return "word ".repeat(characters / 5);
    }
}
