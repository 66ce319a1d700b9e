package io.fermata.e2e;

import static io.fermata.e2e.http.Json.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.http.Json;
import io.fermata.e2e.support.Planted;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.e2e.support.Topic;
import io.fermata.localstack.junit.LocalStackExtension;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A channel adapter as somebody outside would write it: a Kafka client, headers, and the token endpoint. */
@ExtendWith(LocalStackExtension.class)
class ChannelAdapterE2E {
    /** An adapter writes it into its record itself; it must be in no other. */
    static final String ADAPTERS_TOKEN = "an adapter's token";

    private Tenant tenant;
    private String agent;
    private String run;

    @BeforeEach
    void anAgentThatAnswers() {
        TestPlatform.playDefaultScript();
        tenant = TestPlatform.newTenant("channel");
        agent = tenant.agent("openai/quick");
        run = "run_"
                + UUID.nameUUIDFromBytes(tenant.id().getBytes(UTF_8)).toString().replace("-", "");
    }

    @Test
    void startsARunAndFollowsItOnTheTopics() {
        publish(
                tenant.id(),
                "Bearer " + Planted.secret(ADAPTERS_TOKEN, tenant.gateway().accessToken()),
                "evt-" + run);

        try (Topic changes = topic("run.changed");
                Topic steps = topic("step.emitted")) {
            ConsumerRecord<String, byte[]> end = changes.awaitRecord(change -> run.equals(change.key())
                    && Topic.data(change).path("completed_at").isString());
            ConsumerRecord<String, byte[]> output = steps.awaitRecord(step -> run.equals(step.key())
                    && Topic.data(step).path("type").asString().equals("output"));
            assertThat(Topic.data(end).path("status").asString()).isEqualTo("succeeded");
            assertThat(Topic.header(end, "ce_tenantid")).isEqualTo(tenant.id());
            assertThat(Topic.data(output).path("output").path("message").asString())
                    .contains("hello");
        }
        assertThat(tenant.run(run).path("trigger_source").asString()).isEqualTo("channel");
    }

    @Test
    void startsNothingTwiceWhenTheRecordIsRepeated() {
        String token = Planted.secret(ADAPTERS_TOKEN, tenant.gateway().accessToken());
        publish(tenant.id(), "Bearer " + token, "evt-" + run);
        publish(tenant.id(), "Bearer " + token, "evt-" + run);
        publish(tenant.id(), "Bearer " + token, "other-" + run);
        tenant.awaitStatus(run, "succeeded");

        assertThat(tenant.gateway().get("/api/v1/runs").path("data")).hasSize(1);
        assertThat(tenant.stepTypes(run)).containsExactly("think", "output");
    }

    @Test
    void putsARecordWithoutATokenAside() {
        publish(tenant.id(), null, "evt-" + run);

        requireDeadLetter("token-missing");
    }

    @Test
    void putsARecordWithAForgedTokenAside() {
        publish(tenant.id(), "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "evt-" + run);

        requireDeadLetter("token-invalid");
    }

    @Test
    void putsARecordThatSpeaksForAnotherTenantAside() {
        publish(
                tenant.id(),
                "Bearer "
                        + Planted.secret(
                                ADAPTERS_TOKEN,
                                TestPlatform.newTenant("intruder").gateway().accessToken()),
                "evt-" + run);

        requireDeadLetter("tenant-mismatch");
    }

    @Test
    void putsARecordThatIsNoEventAside() {
        send(new ProducerRecord<>("run.requested", run, "not an event".getBytes(UTF_8)));

        try (Topic letters = topic("run.requested.dlt")) {
            ConsumerRecord<String, byte[]> letter = letters.awaitRecord(record -> run.equals(record.key()));
            assertThat(Topic.header(letter, "dlt-reason")).isNotBlank();
        }
    }

    private void requireDeadLetter(String reason) {
        try (Topic letters = topic("run.requested.dlt")) {
            ConsumerRecord<String, byte[]> letter = letters.awaitRecord(record -> run.equals(record.key()));
            assertThat(Topic.header(letter, "dlt-reason")).isEqualTo(reason);
            assertThat(Topic.header(letter, "dlt-original-topic")).isEqualTo("run.requested");
        }
        assertThat(tenant.gateway().send("GET", "/api/v1/runs/" + run, null).status())
                .isEqualTo(404);
    }

    private void publish(String tenantId, @Nullable String authorization, String eventId) {
        var event =
                new ProducerRecord<>("run.requested", run, Json.write(data()).getBytes(UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        eventId,
                        "ce_type",
                        "io.fermata.run.requested.v1",
                        "ce_source",
                        "/my-adapter",
                        "ce_subject",
                        run,
                        "ce_time",
                        Clock.systemUTC().instant().toString(),
                        "ce_tenantid",
                        tenantId,
                        "content-type",
                        "application/json")
                .forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
        if (authorization != null) {
            event.headers().add("authorization", authorization.getBytes(UTF_8));
        }
        send(event);
    }

    private Map<String, ?> data() {
        return object(
                "run_id",
                run,
                "agent_id",
                agent,
                "agent_version",
                null,
                "session_id",
                null,
                "input",
                Map.of("message", "hello"),
                "trigger",
                Map.of("source", "channel", "user", "ada"),
                "metadata",
                Map.of(),
                "reply_to",
                null);
    }

    private static void send(ProducerRecord<String, byte[]> message) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestPlatform.stack().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(message).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the broker did not take the record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Topic topic(String name) {
        return new Topic(name, TestPlatform.stack().bootstrapServers());
    }
}
