package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.support.StackToItself;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
@StackToItself
class ToolTroubleE2E {
    private Tenant tenant;

    @BeforeAll
    static void anAgentWithOneTool() {
        TestPlatform.playScript("tools.yaml");
    }

    @AfterAll
    static void theUsualModelAgain() {
        TestPlatform.playDefaultScript();
    }

    @BeforeEach
    void nobodyHasCalledAnything() {
        TestPlatform.forgetToolCounts();
        tenant = TestPlatform.newTenant("tool-trouble");
    }

    /** Keyed and natural tools may be asked again; the others have had their one chance. */
    @ParameterizedTest
    @CsvSource({
        "keyed,   /status/500,  tool-unavailable,   3",
        "none,    /status/500,  tool-unavailable,   1",
        "keyed,   /status/404,  tool-refused,       1",
        "keyed,   /slow?ms=5000, timeout,           1",
        "keyed,   /huge?mb=100, response-too-large, 1",
        "keyed,   /drip,        timeout,            1"
    })
    void tellsTheModelWhatWentWrongAndEndsWell(String idempotency, String path, String code, int calls) {
        tenant.tool("the.tool", "POST", path, Map.of("idempotency", idempotency, "timeout_seconds", 2));

        String run = tenant.start(tenant.agent("openai/tool-user", "the.tool"), "go");

        tenant.awaitStatus(run, "succeeded");
        JsonNode result = toolResult(run);
        assertThat(result.path("outcome").asString()).isEqualTo("failed");
        assertThat(result.path("result").path("error").path("code").asString()).isEqualTo(code);
        assertThat(callsOf(path)).isEqualTo(calls);
        assertThat(keysOf(path)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void handsGarbageOnAsTheTextItIs() {
        tenant.tool("the.tool", "POST", "/garbage", Map.of("idempotency", "keyed"));

        String run = tenant.start(tenant.agent("openai/tool-user", "the.tool"), "go");

        tenant.awaitStatus(run, "succeeded");
        assertThat(toolResult(run).path("result").path("text").asString()).contains("<no");
        assertThat(callsOf("/garbage")).isEqualTo(1);
    }

    @Test
    void refusesGarbageWhereAShapeWasPromised() {
        Map<String, Object> definition = new HashMap<>(Map.of("idempotency", "keyed"));
        definition.put("output_schema", Map.of("type", "object", "required", List.of("amount")));
        tenant.tool("the.tool", "POST", "/garbage", definition);

        String run = tenant.start(tenant.agent("openai/tool-user", "the.tool"), "go");

        tenant.awaitStatus(run, "succeeded");
        assertThat(toolResult(run).path("result").path("error").path("code").asString())
                .isEqualTo("invalid-result");
    }

    /** Nobody knows whether it took effect, and it cannot be asked: people have to look. */
    @Test
    void neverCallsAToolAgainWhoseOutcomeNobodyKnows() {
        tenant.tool("the.tool", "POST", "/slow?ms=5000", Map.of("idempotency", "none", "timeout_seconds", 1));

        String run = tenant.start(tenant.agent("openai/tool-user", "the.tool"), "go");

        JsonNode parked = tenant.awaitStatus(run, "waiting");
        assertThat(parked.path("waiting_reason").asString()).isEqualTo("needs_reconciliation");
        assertThat(parked.at("/unknown_outcomes/0/tool").asString()).isEqualTo("the.tool");
        assertThat(callsOf("/slow")).isEqualTo(1);
    }

    @Test
    void asksAModelThatCannotBeReachedAgainAndThenSaysWhyItGaveUp() {
        String agent = tenant.agent("openai/tool-user");
        TestPlatform.stack().kill("scripted-model");
        try {
            String run = tenant.start(agent, "go");

            JsonNode failed = tenant.awaitStatus(run, "failed");
            assertThat(failed.path("error").path("code").asString()).isEqualTo("model-unavailable");
            assertThat(failed.path("error").path("message").asString()).doesNotContain("127.0.0.1");
            assertThat(tenant.stepTypes(run).stream().filter("error"::equals).count())
                    .isGreaterThan(2);
        } finally {
            TestPlatform.stack().start("scripted-model");
            TestPlatform.playScript("tools.yaml");
        }
    }

    private JsonNode toolResult(String run) {
        return tenant.steps(run).stream()
                .filter(step -> step.path("type").asString().equals("tool_result"))
                .findFirst()
                .orElseThrow()
                .path("output");
    }

    private static long callsOf(String pathAndQuery) {
        return TestPlatform.toolCounts()
                .path("by_path")
                .path(counted(pathAndQuery))
                .asLong();
    }

    private static List<Long> keysOf(String pathAndQuery) {
        JsonNode keys = TestPlatform.toolCounts().path("by_key").path(counted(pathAndQuery));
        return StreamSupport.stream(keys.spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
    }

    private static String counted(String pathAndQuery) {
        return "POST " + pathAndQuery.replaceFirst("\\?.*", "");
    }
}
