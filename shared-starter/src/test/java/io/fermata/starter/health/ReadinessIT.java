package io.fermata.starter.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.relay.OutboxRelay;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = {EventsApplication.class, ReadinessIT.Listener.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.application.name=ready-service", "fermata-test.database=fermata_ready"})
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class ReadinessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private HealthIndicator outboxRelayHealthIndicator;

    @Autowired
    private HealthIndicator consumersHealthIndicator;

    @Autowired
    private OutboxRelay relay;

    @Autowired
    private MeterRegistry metrics;

    @Autowired
    private List<MeterBinder> binders;

    @Test
    void readinessFollowsTheRelay() {
        await().atMost(PATIENCE).until(() -> status(outboxRelayHealthIndicator).equals(Status.UP));

        relay.stop();

        assertThat(status(outboxRelayHealthIndicator)).isEqualTo(Status.DOWN);
        relay.start();
        await().atMost(PATIENCE).until(() -> status(outboxRelayHealthIndicator).equals(Status.UP));
    }

    @Test
    void aListenerThatIsInItsGroupIsReady() {
        await().atMost(PATIENCE).until(() -> status(consumersHealthIndicator).equals(Status.UP));
    }

    @Test
    void lagIsMeasured() {
        binders.forEach(binder -> binder.bindTo(metrics));

        assertThat(metrics.get("fermata.outbox.lag.seconds").gauge().value()).isNotNegative();
        assertThat(metrics.get("fermata.consumer.lag.records").gauge().value()).isNotNegative();
        await().atMost(PATIENCE)
                .until(() -> metrics.get("fermata.relay.running").gauge().value() == 1);
    }

    private static Status status(HealthIndicator indicator) {
        Health health = indicator.health();
        return health == null ? Status.UNKNOWN : health.getStatus();
    }

    static final class Listener {
        @KafkaListener(topics = Topics.AUDIT_RECORDED, groupId = "ready-service")
        void on(ConsumerRecord<String, byte[]> message) {
            // Being a member of the group is all this one is for.
        }
    }
}
