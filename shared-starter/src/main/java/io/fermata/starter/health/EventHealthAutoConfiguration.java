package io.fermata.starter.health;

import io.fermata.starter.kafka.KafkaAutoConfiguration;
import io.fermata.starter.kafka.KafkaProperties;
import io.fermata.starter.relay.OutboxRelay;
import io.fermata.starter.relay.RelayAutoConfiguration;
import io.fermata.starter.relay.RelayStatus.Running;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** Readiness by progress, and the gauges behind it. */
@AutoConfiguration(after = {KafkaAutoConfiguration.class, RelayAutoConfiguration.class})
public class EventHealthAutoConfiguration {
    @Bean
    HealthIndicator outboxRelayHealthIndicator(ObjectProvider<OutboxRelay> relay, KafkaProperties kafka) {
        return new RelayHealth(relay.getIfAvailable(), kafka.outageGrace());
    }

    @Bean
    HealthIndicator consumersHealthIndicator(KafkaListenerEndpointRegistry listeners, KafkaProperties kafka) {
        return new ConsumersHealth(new ConsumerProgress(listeners), kafka.outageGrace());
    }

    @Bean
    MeterBinder relayMetrics(ObjectProvider<OutboxRelay> relays) {
        return registry -> relays.ifAvailable(relay -> {
            Gauge.builder("fermata.outbox.lag.seconds", relay, r -> r.lag().toMillis() / 1000.0)
                    .description("how long the oldest unrelayed row of the outbox has been waiting, at most")
                    .register(registry);
            Gauge.builder("fermata.relay.running", relay, r -> r.status() instanceof Running ? 1 : 0)
                    .description("1 in the replica that relays")
                    .register(registry);
        });
    }

    @Bean
    MeterBinder consumerMetrics(KafkaListenerEndpointRegistry listeners) {
        ConsumerProgress progress = new ConsumerProgress(listeners);
        return registry -> Gauge.builder("fermata.consumer.lag.records", progress, ConsumerProgress::lag)
                .description("records the most delayed partition has still before it")
                .register(registry);
    }
}
