package io.fermata.identity.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class TenantEventsIT {
    private final Api api;

    TenantEventsIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @Test
    void tellsOfEachChangeAndWhoMadeIt() {
        String tenant = new Actors(api).newTenantId();
        api.patch(Actors.platformAdmin(), "/api/v1/tenants/" + tenant, "{\"status\":\"suspended\"}");
        api.patch(Actors.platformAdmin(), "/api/v1/tenants/" + tenant, "{\"sensitive_payloads\":true}");

        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer()) {
            consumer.subscribe(List.of(Topics.TENANT_CHANGED, Topics.AUDIT_RECORDED));
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                assertThat(values(records, Topics.TENANT_CHANGED, tenant))
                        .containsExactly(
                                told(tenant, "active", false),
                                told(tenant, "suspended", false),
                                told(tenant, "suspended", true));
                assertThat(values(records, Topics.AUDIT_RECORDED, tenant))
                        .anyMatch(event -> event.contains("tenant.create"))
                        .anyMatch(event -> event.contains("api_key.create"))
                        .anyMatch(event -> event.contains("tenant.change"))
                        .allMatch(event -> event.contains("\"actor\":\"user:usr_test\""))
                        .noneMatch(event -> event.contains("fk_"));
            });
        }
    }

    private static String told(String tenant, String status, boolean sensitive) {
        return "{\"tenant_id\":\"%s\",\"name\":\"Team\",\"status\":\"%s\",\"sensitive_payloads\":%s,\"stream_redaction\":[],\"prevent_self_approval\":false}"
                .formatted(tenant, status, sensitive);
    }

    private static List<String> values(List<ConsumerRecord<String, String>> records, String topic, String tenant) {
        return records.stream()
                .filter(event -> event.topic().equals(topic) && tenant.equals(tenantOf(event)))
                .map(ConsumerRecord::value)
                .toList();
    }

    private static String tenantOf(ConsumerRecord<String, String> event) {
        return new String(event.headers().lastHeader("ce_tenantid").value(), StandardCharsets.UTF_8);
    }

    private static KafkaConsumer<String, String> consumer() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                TestInfrastructure.bootstrapServers(),
                "group.id",
                "test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
