package io.fermata.starter.events;

import io.fermata.starter.inbox.Inbox;
import io.fermata.starter.inbox.InboxAutoConfiguration;
import io.fermata.starter.kafka.DeadLetters;
import io.fermata.starter.kafka.KafkaAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Typed events in both directions. */
@AutoConfiguration(
        after = {KafkaAutoConfiguration.class, InboxAutoConfiguration.class, TransactionAutoConfiguration.class})
public class EventsAutoConfiguration {
    @Bean
    EventSource eventSource(Environment environment) {
        return EventSource.ofService(environment.getRequiredProperty("spring.application.name"));
    }

    @Bean
    EventIds eventIds() {
        return new EventIds();
    }

    @Bean
    Events events(Inbox inbox, DeadLetters deadLetters, PlatformTransactionManager transactions) {
        return new Events(inbox, deadLetters, new TransactionTemplate(transactions));
    }

    @Bean
    EventProducer eventProducer(KafkaTemplate<String, byte[]> kafka, EventSource source, EventIds ids, Clock clock) {
        return new EventProducer(kafka, source, ids, clock);
    }
}
