package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.e2e.support.Topic;
import io.fermata.localstack.junit.LocalStackExtension;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** From the request at the gateway to the last record on the bus: one run is one trace, whoever approves of it when. */
@ExtendWith(LocalStackExtension.class)
class TraceE2E {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String GIVEN = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private static final List<String> CHANGES =
            List.of("queued", "running", "waiting_approval", "running", "succeeded");

    private Tenant tenant;
    private String run;

    @Test
    void allThatAHeldRunTellsIsInTheTraceItWasAskedForIn() {
        TestPlatform.playDefaultScript();
        tenant = TestPlatform.newTenant("trace");
        tenant.shop();

        Answer accepted = start(tenant.agent("openai/gpt-4o-mini", "orders.lookup", "orders.refund"));
        run = accepted.json().path("id").asString();
        tenant.awaitStatus(run, "waiting_approval");
        String approval = tenant.awaitApproval(run).path("id").asString();
        tenant.colleague("operator").post("/api/v1/approvals/" + approval + "/approve", Map.of());
        tenant.awaitStatus(run, "succeeded");

        assertThat(accepted.header("traceparent")).contains(TRACE);
        List<String> steps = tenant.stepTypes(run);
        requireTraced("step.emitted", steps.size());
        requireTraced("run.changed", CHANGES.size());
        requireTraced("approval.required", 1);
        requireTraced("usage.recorded", count(steps, "think", "tool_result"));
        requireTraced("audit.recorded", 1);
    }

    private Answer start(String agent) {
        return tenant.gateway()
                .send(
                        "POST",
                        "/api/v1/agents/" + agent + "/runs",
                        Map.of("input", Map.of("message", "Refund order 42")),
                        Map.of("traceparent", GIVEN))
                .requireSuccess("starting a run");
    }

    private void requireTraced(String name, int atLeast) {
        try (Topic topic = new Topic(name, TestPlatform.stack().bootstrapServers())) {
            await().atMost(SOON).until(() -> about(topic).count() >= atLeast);
            assertThat(about(topic))
                    .as(name)
                    .allSatisfy(event ->
                            assertThat(Topic.header(event, "traceparent")).startsWith("00-" + TRACE + "-"));
        }
    }

    private Stream<ConsumerRecord<String, byte[]>> about(Topic topic) {
        return topic.all().stream()
                .filter(event -> tenant.id().equals(Topic.header(event, "ce_tenantid")))
                .filter(event -> isAbout(run, Topic.data(event)));
    }

    private static boolean isAbout(String run, JsonNode data) {
        return run.equals(data.path("run_id").asString(""))
                || run.equals(data.path("resource_id").asString(""));
    }

    private static int count(List<String> steps, String... types) {
        return (int) steps.stream().filter(Arrays.asList(types)::contains).count();
    }
}
