package io.fermata.registry.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.localstack.junit.TestInfrastructure;
import io.fermata.registry.support.Registry;
import io.fermata.registry.support.Registry.Answer;
import io.fermata.registry.support.RegistryTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RegistryTest
class AgentEventsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    private int port;

    @Test
    void everyChangeIsToldInOrderWithTheWholeAgent() {
        Registry registry = Registry.at(port);
        String agent = registry.agent("{\"name\":\"helper\"}");
        registry.patch(agent, "{\"config\":{\"max_tokens\":99}}");
        registry.post(agent + "/pause", "");
        registry.post(agent + "/pause", "");
        registry.delete(agent);

        List<JsonNode> told = told(Topics.AGENT_CHANGED, registry.tenant(), 4);

        assertThat(told).extracting(event -> event.at("/version").asInt()).containsExactly(1, 2, 2, 2);
        assertThat(told)
                .extracting(event -> event.at("/status").asString())
                .containsExactly("active", "active", "paused", "paused");
        assertThat(told)
                .extracting(event -> event.at("/deleted").asBoolean())
                .containsExactly(false, false, false, true);
        assertThat(told.get(1).at("/config/max_tokens").asInt()).isEqualTo(99);
    }

    @Test
    void whoDidItIsToldToTheAuditTrail() {
        Registry registry = Registry.at(port);
        String agent = registry.agent("{\"name\":\"helper\"}");
        registry.post(agent + "/promote", "");

        List<JsonNode> told = told(Topics.AUDIT_RECORDED, registry.tenant(), 2);

        assertThat(told)
                .extracting(event -> event.at("/action").asString())
                .containsExactlyInAnyOrder("agent.create", "agent.promote");
        assertThat(told).extracting(event -> event.at("/actor").asString()).containsOnly("user:usr_test");
    }

    @Test
    void otherServicesReadAnyVersionOfAnAgent() {
        Registry registry = Registry.at(port);
        String agent = registry.agent("{\"name\":\"helper\"}");
        registry.patch(agent, "{\"config\":{\"max_tokens\":99}}");
        String internal = agent.replace("/api/", "/internal/");

        assertThat(registry.get(internal).body().at("/config/max_tokens").asInt())
                .isEqualTo(99);
        assertThat(registry.get(internal + "?version=1")
                        .body()
                        .at("/config/max_tokens")
                        .asInt())
                .isEqualTo(1024);
        assertThat(registry.get(internal + "?version=3").status()).isEqualTo(404);
    }

    @Test
    void whoHasTheAgentIsToldWhetherItStillIsSo() {
        Registry registry = Registry.at(port);
        String agent = registry.agent("{\"name\":\"helper\"}");
        String internal = agent.replace("/api/", "/internal/");
        String tag = registry.get(internal).etag();

        Answer same = registry.get(internal, "If-None-Match", tag);
        registry.post(agent + "/pause", "");
        Answer paused = registry.get(internal, "If-None-Match", tag);

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.etag()).isEqualTo(tag);
        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.text("/status")).isEqualTo("paused");
        assertThat(paused.etag()).isNotEqualTo(tag);
        assertThat(Registry.at(port)
                        .get(internal, "If-None-Match", paused.etag())
                        .status())
                .as("of another tenant")
                .isEqualTo(404);
        registry.delete(agent);
        assertThat(registry.get(internal, "If-None-Match", paused.etag()).status())
                .as("deleted")
                .isEqualTo(404);
    }

    private static List<JsonNode> told(String topic, String tenant, int count) {
        List<JsonNode> events = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        TestInfrastructure.bootstrapServers(),
                        "group.id",
                        "test-" + tenant,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(200))) {
                    if (tenant.equals(new String(
                            message.headers().lastHeader("ce_tenantid").value(), UTF_8))) {
                        events.add(JSON.readTree(message.value()));
                    }
                }
                return events.size() >= count;
            });
        }
        assertThat(events).hasSize(count);
        return events;
    }
}
