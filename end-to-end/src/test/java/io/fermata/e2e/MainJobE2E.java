package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.e2e.http.EventStream;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class MainJobE2E {
    private static final Duration SOON = Duration.ofSeconds(60);

    private Tenant tenant;
    private String agent;

    @BeforeEach
    void aShopAndItsAgent() {
        TestPlatform.playDefaultScript();
        tenant = TestPlatform.newTenant("main-job");
        tenant.shop();
        agent = tenant.agent("openai/gpt-4o-mini", "orders.lookup", "orders.refund");
    }

    @Test
    void holdsTheRefundUntilAPersonAgreesAndThenAnswers() {
        String run = tenant.start(agent, "Refund order 42");

        tenant.awaitStatus(run, "waiting_approval");
        JsonNode approval = tenant.awaitApproval(run);
        assertThat(approval.path("tool").asString()).isEqualTo("orders.refund");
        assertThat(approval.path("arguments").path("order_id").asString()).isEqualTo("42");
        tenant.colleague("operator")
                .post("/api/v1/approvals/" + approval.path("id").asString() + "/approve", Map.of("notes", "fine"));

        JsonNode done = tenant.awaitStatus(run, "succeeded");
        assertThat(done.path("output").path("message").asString()).contains("42");
        assertThat(tenant.stepTypes(run))
                .containsExactly(
                        "think",
                        "tool_call",
                        "tool_result",
                        "think",
                        "approval_request",
                        "approval_response",
                        "tool_call",
                        "tool_result",
                        "think",
                        "output");
    }

    @Test
    void leavesTheOrderAsItIsWhenAPersonSaysNo() {
        String run = tenant.start(agent, "Refund order 43");
        JsonNode approval = tenant.awaitApproval(run);

        tenant.colleague("operator")
                .post("/api/v1/approvals/" + approval.path("id").asString() + "/reject", Map.of("notes", "no"));

        JsonNode done = tenant.awaitStatus(run, "succeeded");
        assertThat(done.path("output").path("message").asString()).contains("not approved");
        assertThat(TestPlatform.toolCounts().path("by_path").has("POST /orders/43/refund"))
                .isFalse();
    }

    @Test
    void streamsEveryStepOnceAndTheTokensOfTheAnswer() throws IOException {
        String run = tenant.start(tenant.agent("openai/gpt-4o-mini", "orders.lookup"), "Refund order missing-1");
        List<EventStream.Event> events = new ArrayList<>();

        tenant.events(run).read(null, event -> {
            events.add(event);
            return !ended(event);
        });

        JsonNode done = tenant.run(run);
        assertThat(ids(events))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, tenant.steps(run).size())
                                .boxed()
                                .toList());
        assertThat(text(events)).contains(done.path("output").path("message").asString());
    }

    @Test
    void billsExactlyWhatTheRunSaysItUsed() {
        String run = tenant.start(tenant.agent("openai/gpt-4o-mini", "orders.lookup"), "Refund order missing-2");
        JsonNode done = tenant.awaitStatus(run, "succeeded");

        await().atMost(SOON).untilAsserted(() -> assertThat(usage(run)).hasSize(modelCalls(run) + toolCalls(run)));

        List<JsonNode> usage = usage(run);
        assertThat(sum(usage, "prompt_tokens"))
                .isEqualTo(done.path("prompt_tokens").asLong());
        assertThat(sum(usage, "completion_tokens"))
                .isEqualTo(done.path("completion_tokens").asLong());
        assertThat(cost(usage)).isEqualByComparingTo(done.path("cost_usd").asString());
        JsonNode total =
                tenant.gateway().get("/api/v1/usage/summary?group_by=agent").path("total");
        assertThat(total.path("total_tokens").asLong())
                .isEqualTo(done.path("total_tokens").asLong())
                .isPositive();
        assertThat(total.path("cost_usd").asString())
                .isEqualTo(done.path("cost_usd").asString());
    }

    private static boolean ended(EventStream.Event event) {
        return event.name().equals("run") && event.data().path("completed_at").isString();
    }

    private static List<Long> ids(List<EventStream.Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("step"))
                .map(event -> Long.valueOf(String.valueOf(event.id())))
                .toList();
    }

    private static String text(List<EventStream.Event> events) {
        var text = new StringBuilder();
        events.stream()
                .filter(event -> event.name().equals("token"))
                .forEach(event -> text.append(event.data().path("text").asString()));
        return text.toString();
    }

    private List<JsonNode> usage(String run) {
        List<JsonNode> events = new ArrayList<>();
        tenant.gateway()
                .get("/api/v1/usage/events?limit=100&run_id=" + run)
                .path("data")
                .forEach(events::add);
        return events;
    }

    private int modelCalls(String run) {
        return (int) tenant.stepTypes(run).stream().filter("think"::equals).count();
    }

    private int toolCalls(String run) {
        return (int)
                tenant.stepTypes(run).stream().filter("tool_result"::equals).count();
    }

    private static long sum(List<JsonNode> events, String member) {
        return events.stream().mapToLong(event -> event.path(member).asLong()).sum();
    }

    private static BigDecimal cost(List<JsonNode> events) {
        return events.stream()
                .map(event -> new BigDecimal(event.path("cost_usd").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
