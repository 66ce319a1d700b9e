package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.e2e.support.StackToItself;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import io.fermata.localstack.junit.PlatformUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** SIGKILL in the middle of things. The tool server, which is never killed, is the judge of what happened how often. */
@ExtendWith(LocalStackExtension.class)
@StackToItself
@Order(StackToItself.LATER)
class CrashE2E {
    private static final String EXECUTOR = "run-executor-service";
    private static final int RUNS = 5;
    private static final String SLOW = "POST /slow";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final PlatformUnderTest stack = TestPlatform.stack();
    private Tenant tenant;
    private String agent;

    @BeforeAll
    static void aSlowAgent() {
        TestPlatform.playScript("crash.yaml");
    }

    @AfterAll
    static void theUsualModelAgain() {
        TestPlatform.playDefaultScript();
    }

    @BeforeEach
    void nobodyHasWrittenAnything() {
        TestPlatform.forgetToolCounts();
        tenant = TestPlatform.newTenant("crash");
        tenant.tool("slow.write", "POST", "/slow?ms=2500", Map.of("idempotency", "keyed", "timeout_seconds", 30));
        agent = tenant.agent("openai/crash", "slow.write");
    }

    @Test
    void goesOnWithEveryRunWhenTheExecutorDiesInTheMiddleOfItsTools() {
        List<String> runs = startRuns();
        awaitWrites(RUNS);

        stack.kill(EXECUTOR);
        stack.start(EXECUTOR);

        runs.forEach(run -> tenant.awaitStatus(run, "succeeded"));
        runs.forEach(this::requireOneOfEverything);
        assertThat(writesByKey()).hasSize(RUNS).containsOnly(1L);
    }

    @Test
    void asksTheModelAgainWhenTheExecutorDiesInTheMiddleOfItsAnswer() throws IOException {
        List<String> runs = startRuns();
        tenant.events(runs.getFirst()).read(null, event -> !event.name().equals("token"));

        stack.kill(EXECUTOR);
        stack.start(EXECUTOR);

        runs.forEach(run -> tenant.awaitStatus(run, "succeeded"));
        assertThat(tenant.run(runs.getFirst()).path("output").path("message").asString())
                .endsWith("word by word.");
        runs.forEach(this::requireOneOfEverything);
        assertThat(writesByKey()).hasSize(RUNS).containsOnly(1L);
    }

    /** Each of them alone is what the torture run kills. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway-service identity-service agent-registry-service",
                "approval-service metering-service policy-service kafka"
            })
    void endsEveryRunWellWhenTheseDieAtOnce(String names) {
        List<String> processes = List.of(names.split(" "));
        List<String> runs = startRuns();
        awaitWrites(1);

        processes.forEach(stack::kill);
        processes.parallelStream().forEach(stack::start);

        runs.forEach(run -> tenant.awaitStatus(run, "succeeded"));
        runs.forEach(this::requireOneOfEverything);
        assertThat(writesByKey()).hasSize(RUNS).containsOnly(1L);
        requireUsageOfEverything(runs);
    }

    /** The tool's answer may be lost with them; then it is asked again under the same key, and never under another. */
    @ParameterizedTest
    @ValueSource(strings = {"tool-service", "postgres"})
    void asksAToolAgainUnderItsKeyWhenItsAnswerIsLostWith(String process) {
        List<String> runs = startRuns();
        awaitWrites(1);

        stack.kill(process);
        stack.start(process);

        runs.forEach(run -> tenant.awaitStatus(run, "succeeded"));
        runs.forEach(this::requireOneOfEverything);
        assertThat(writesByKey()).hasSize(RUNS);
        requireUsageOfEverything(runs);
    }

    @Test
    void takesADecisionThatIsMadeAfterEverybodyInvolvedHasDied() {
        TestPlatform.playDefaultScript();
        tenant.shop();
        String run =
                tenant.start(tenant.agent("openai/gpt-4o-mini", "orders.lookup", "orders.refund"), "Refund order 91");
        String approval = tenant.awaitApproval(run).path("id").asString();

        List.of("approval-service", EXECUTOR).forEach(stack::kill);
        List.of("approval-service", EXECUTOR).parallelStream().forEach(stack::start);
        tenant.colleague("operator").post("/api/v1/approvals/" + approval + "/approve", Map.of());

        tenant.awaitStatus(run, "succeeded");
        assertThat(TestPlatform.toolCounts().path("refunds").asInt()).isEqualTo(1);
        TestPlatform.playScript("crash.yaml");
    }

    private List<String> startRuns() {
        return IntStream.range(0, RUNS)
                .mapToObj(i -> tenant.start(agent, "write this down, number " + i))
                .toList();
    }

    private static void awaitWrites(int count) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        TestPlatform.toolCounts().path("by_path").path(SLOW).asInt() >= count);
    }

    private static List<Long> writesByKey() {
        JsonNode counts = TestPlatform.toolCounts().path("by_key").path(SLOW);
        return StreamSupport.stream(counts.spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
    }

    private void requireOneOfEverything(String run) {
        List<JsonNode> steps = tenant.steps(run);
        assertThat(steps.stream().map(step -> step.path("sequence").asInt()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, steps.size()).boxed().toList());
        assertThat(tenant.stepTypes(run).stream().filter(type -> !type.equals("error")))
                .containsExactly("think", "tool_call", "tool_result", "think", "output");
    }

    private void requireUsageOfEverything(List<String> runs) {
        runs.forEach(run -> await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(done(run)).isEqualTo(3)));
    }

    /** Two model calls and a tool call. */
    private long done(String run) {
        JsonNode events = tenant.gateway()
                .get("/api/v1/usage/events?limit=100&run_id=" + run)
                .path("data");
        return StreamSupport.stream(events.spliterator(), false)
                .filter(event -> event.path("outcome").asString().equals("done"))
                .count();
    }
}
