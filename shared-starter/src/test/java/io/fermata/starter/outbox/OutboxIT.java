package io.fermata.starter.outbox;

import static io.fermata.starter.events.EventSamples.tenantChanged;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.contracts.Topics;
import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.events.RecordsReader;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.TenantMissingException;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.web.TraceContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.application.name=starter-service", "fermata-test.database=fermata_starter"})
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class OutboxIT {
    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate database;

    @Test
    void aCommittedEventReachesItsTopicAsACloudEvent() {
        TraceContext trace = TraceContext.started();

        trace.run(() -> publish(new TenantId("outbox-committed"), "outbox-committed", 1));

        ConsumerRecord<String, byte[]> message = received("outbox-committed", 1).getFirst();
        Envelope envelope = KafkaEvents.read(message);
        assertThat(envelope.source()).isEqualTo("/starter-service");
        assertThat(envelope.type()).isEqualTo("io.fermata.tenant.changed.v1");
        assertThat(envelope.subject()).isEqualTo("outbox-committed");
        assertThat(envelope.tenantId()).isEqualTo("outbox-committed");
        assertThat(envelope.traceparent()).isEqualTo(trace.traceparent());
        assertThat(envelope.id()).matches("[0-9a-f-]{36}");
        assertThat(message.headers()).extracting(Header::key).containsAll(KafkaEvents.HEADERS.keySet());
        assertThat(message.value())
                .asString(UTF_8)
                .isEqualTo(
                        "{\"tenant_id\":\"outbox-committed\",\"name\":\"0\",\"status\":\"active\",\"sensitive_payloads\":false,\"stream_redaction\":[],\"prevent_self_approval\":false}");
    }

    @Test
    void aRolledBackEventReachesNobody() {
        TenantId tenant = new TenantId("outbox-rolled-back");
        Tenants.run(
                tenant,
                () -> transaction.executeWithoutResult(status -> {
                    outbox.publish(tenantChanged("outbox-rolled-back", "never"));
                    status.setRollbackOnly();
                }));

        publish(tenant, "outbox-after", 1);

        try (RecordsReader reader = RecordsReader.of(Topics.TENANT_CHANGED)) {
            reader.await(1, message -> message.key().equals("outbox-after"));
            assertThat(reader.within(Duration.ofMillis(200), m -> m.key().equals("outbox-rolled-back")))
                    .isEmpty();
        }
    }

    @Test
    void eventsOfOneKeyKeepTheirOrder() {
        publish(new TenantId("outbox-order"), "outbox-order", 150);

        assertThat(received("outbox-order", 150))
                .extracting(message -> new String(message.value(), UTF_8))
                .containsExactlyElementsOf(IntStream.range(0, 150)
                        .mapToObj(
                                i -> "{\"tenant_id\":\"outbox-order\",\"name\":\"" + i
                                        + "\",\"status\":\"active\",\"sensitive_payloads\":false,\"stream_redaction\":[],\"prevent_self_approval\":false}")
                        .toList());
    }

    @Test
    void publishingNeedsATransactionAndATenant() {
        assertThatThrownBy(() -> Tenants.run(new TenantId("acme"), () -> outbox.publish(tenantChanged("a", "b"))))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> Tenants.housekeeping(
                        () -> transaction.executeWithoutResult(_ -> outbox.publish(tenantChanged("a", "b")))))
                .isInstanceOf(TenantMissingException.class);
    }

    @Test
    void anEventTheBrokerWouldRefuseIsRefusedAtOnce() {
        assertThatThrownBy(() -> Tenants.run(
                        new TenantId("acme"),
                        () -> transaction.executeWithoutResult(
                                _ -> outbox.publish(tenantChanged("a", "x".repeat(1_000_000))))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("payload-too-large");
    }

    @Test
    void theLastWordOnAKeyIsNotToldByAStatementThatDoesNotKeepIt() {
        RowEvent compacted = new RowEvent("row", tenantChanged("a", "b"));

        assertThatThrownBy(() -> Tenants.run(new TenantId("acme"), () -> outbox.ofRows(List.of(compacted))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theServiceMayOnlyAddRowsAndOnlyForTheTenantItWorksFor() {
        String foreign = "INSERT INTO outbox (id, topic, key, type, tenant_id, headers, payload) "
                + "VALUES (uuid_floor(now()), 't', 'k', 'y', 'somebody-else', '{}', '{}')";

        for (String statement :
                List.of("SELECT * FROM outbox", "UPDATE outbox SET key = ''", "DELETE FROM outbox", foreign)) {
            assertThatThrownBy(() -> Tenants.run(
                            new TenantId("acme"),
                            () -> transaction.executeWithoutResult(_ -> database.execute(statement))))
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageMatching("(?s).*(permission denied|row-level security).*");
        }
    }

    private void publish(TenantId tenant, String key, int count) {
        Tenants.run(
                tenant,
                () -> transaction.executeWithoutResult(_ -> outbox.publishAll(IntStream.range(0, count)
                        .mapToObj(i -> tenantChanged(key, Integer.toString(i)))
                        .toList())));
    }

    private static List<ConsumerRecord<String, byte[]>> received(String key, int count) {
        try (RecordsReader reader = RecordsReader.of(Topics.TENANT_CHANGED)) {
            return reader.await(count, message -> message.key().equals(key));
        }
    }
}
