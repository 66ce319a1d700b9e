package io.fermata.tools.platform;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.localstack.junit.TestInfrastructure;
import io.fermata.starter.json.Json;
import io.fermata.starter.web.TraceContext;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.Endpoint;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ToolServiceIntegration
class EventsIT {
    @LocalServerPort
    private int port;

    @Test
    void tellsOnceWhatWasChangedAndWhatWasUsed() {
        Api api = Api.newTenant(port);
        Calls calls = new Calls(api);
        calls.register("told", "POST", Endpoint.answeringJson("{}").url(), "");
        api.patch("/api/v1/tools/told", "{\"description\": \"Changed\"}");
        api.delete("/api/v1/tools/told");
        calls.execute("stp_told", "calculator", "{\"expression\": \"1+1\"}");
        calls.execute("stp_told", "calculator", "{\"expression\": \"1+1\"}");
        calls.execute("stp_refused", "calculator", "{}");

        List<ConsumerRecord<String, byte[]>> records = recordsOf(api.tenant(), 10);

        assertThat(of(Topics.TOOL_CHANGED, records))
                .extracting(ConsumerRecord::key)
                .containsOnly(api.tenant() + "/told");
        assertThat(bodies(Topics.TOOL_CHANGED, records))
                .extracting(body -> body.path("version").intValue() + " "
                        + body.path("deleted").booleanValue())
                .containsExactly("1 false", "2 false", "3 true");
        assertThat(bodies(Topics.AUDIT_RECORDED, records))
                .extracting(body -> body.path("action").stringValue())
                .containsExactlyInAnyOrder("tool.create", "tool.change", "tool.delete", "tool.execute", "tool.execute");
        assertThat(bodies(Topics.USAGE_RECORDED, records))
                .extracting(body -> body.path("step_id").stringValue() + " "
                        + body.path("outcome").stringValue())
                .containsExactlyInAnyOrder("stp_told done", "stp_refused failed");
    }

    @Test
    void whoTriesAToolIsInTheAuditTrailBeforeTheToolIsCalled() {
        Api api = Api.newTenant(port);
        api.post("/api/v1/tools/calculator/invoke", "{\"arguments\": {\"expression\": \"6*7\"}}");

        JsonNode entry =
                bodies(Topics.AUDIT_RECORDED, recordsOf(api.tenant(), 2)).getFirst();

        assertThat(entry.path("action").stringValue()).isEqualTo("tool.invoke");
        assertThat(entry.path("resource_id").stringValue()).isEqualTo("calculator");
        assertThat(entry.path("origin").path("address").stringValue()).isEqualTo("127.0.0.1");
        assertThat(entry.toString()).doesNotContain("6*7");
    }

    @Test
    void everyCallOfARunIsInTheAuditTrailWithWhatCameOfItAndWithoutWhatWasSaid() {
        Api api = Api.newTenant(port);
        Calls calls = new Calls(api);
        calls.execute("stp_answered", "calculator", "{\"expression\": \"6*7\"}");
        calls.execute("stp_unfit", "calculator", "{\"expresion\": \"6*7\"}");
        calls.execute("stp_forbidden", "calculator", 1, "{\"expression\": \"6*7\"}", "clock.now");

        List<JsonNode> entries = bodies(Topics.AUDIT_RECORDED, recordsOf(api.tenant(), 6));

        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.path("action").stringValue()).isEqualTo("tool.execute");
            assertThat(entry.path("resource_id").stringValue()).isEqualTo("calculator");
            assertThat(entry.path("details").path("run_id").stringValue()).isEqualTo("run_1");
            assertThat(entry.path("details").path("agent_id").stringValue()).isEqualTo("agt_1");
            assertThat(entry.path("details").path("arguments_sha256").stringValue())
                    .hasSize(64);
            assertThat(entry.toString()).doesNotContain("6*7");
        });
        assertThat(entries)
                .extracting(entry -> entry.path("details").path("step_id").stringValue() + " "
                        + entry.path("outcome").stringValue() + " "
                        + entry.path("details").path("error").asString("-"))
                .containsExactlyInAnyOrder(
                        "stp_answered succeeded -",
                        "stp_unfit failed invalid-arguments",
                        "stp_forbidden denied tool-not-allowed");
    }

    /** Calls share commits, and one of them writes down what the others used. */
    @Test
    void whatACallUsedIsToldInTheTraceOfTheCall() {
        Api api = Api.newTenant(port);
        Calls calls = new Calls(api);
        Map<String, TraceContext> traces = IntStream.range(0, 16)
                .boxed()
                .collect(toMap(call -> "stp_traced_" + call, _ -> TraceContext.started()));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            traces.forEach((step, trace) -> threads.execute(
                    () -> calls.executeIn(trace.traceparent(), step, "calculator", "{\"expression\": \"1+1\"}")));
        }

        assertThat(of(Topics.USAGE_RECORDED, recordsOf(api.tenant(), 2 * 16))).allSatisfy(usage -> {
            String step = Json.standard().read(usage.value()).path("step_id").stringValue();
            assertThat(traces)
                    .hasEntrySatisfying(
                            step, trace -> assertThat(traceId(usage)).isEqualTo(trace.traceId()));
        });
    }

    private static String traceId(ConsumerRecord<String, byte[]> event) {
        String sent = new String(event.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8);
        return TraceContext.parse(sent).orElseThrow().traceId();
    }

    private static List<ConsumerRecord<String, byte[]>> recordsOf(String tenant, int count) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                TestInfrastructure.bootstrapServers(),
                "group.id",
                tenant,
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.TOOL_CHANGED, Topics.AUDIT_RECORDED, Topics.USAGE_RECORDED));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    byte[] owner = record.headers().lastHeader("ce_tenantid").value();
                    if (new String(owner, StandardCharsets.UTF_8).equals(tenant)) {
                        found.add(record);
                    }
                });
                return found.size() >= count;
            });
            assertThat(consumer.poll(Duration.ofMillis(300)))
                    .noneMatch(record -> record.key().startsWith(tenant));
        }
        return found;
    }

    private static List<ConsumerRecord<String, byte[]>> of(String topic, List<ConsumerRecord<String, byte[]>> records) {
        return records.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private static List<JsonNode> bodies(String topic, List<ConsumerRecord<String, byte[]>> records) {
        return of(topic, records).stream()
                .map(record -> Json.standard().read(record.value()))
                .toList();
    }
}
