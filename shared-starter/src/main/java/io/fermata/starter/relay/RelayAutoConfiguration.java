package io.fermata.starter.relay;

import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.events.EventSource;
import io.fermata.starter.events.EventsAutoConfiguration;
import io.fermata.starter.kafka.KafkaSettings;
import io.fermata.starter.outbox.OutboxAutoConfiguration;
import io.fermata.starter.outbox.PayloadsAtRest;
import java.time.Clock;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The relay of this replica. */
@AutoConfiguration(
        after = {EventsAutoConfiguration.class, OutboxAutoConfiguration.class, FlywayAutoConfiguration.class})
@ConditionalOnBooleanProperty(name = "fermata.relay.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RelayProperties.class)
public class RelayAutoConfiguration {
    @Bean
    RelayDatabase relayDatabase(DatabaseProperties properties) {
        return new RelayDatabase(properties);
    }

    @Bean
    OutboxRelay outboxRelay(
            RelayDatabase database,
            RelayProperties properties,
            KafkaSettings kafka,
            EventSource source,
            PayloadsAtRest payloads,
            Clock clock) {
        RelayMarks marks = new RelayMarks(database, clock);
        RelayRun run = new RelayRun(
                database,
                properties,
                () -> new RelaySender(new KafkaProducer<>(kafka.relay()), properties.batchPatience()),
                new OutboxMessages(source, payloads),
                marks,
                clock);
        return new OutboxRelay(run, marks, properties, clock, new SplittableRandom());
    }
}
