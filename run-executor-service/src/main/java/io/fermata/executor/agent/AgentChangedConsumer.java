package io.fermata.executor.agent;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.AgentChanged;
import io.fermata.starter.events.Events;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class AgentChangedConsumer {

    private final Events events;
    private final JdbcAgentCopies copies;

    AgentChangedConsumer(Events events, JdbcAgentCopies copies) {
        this.events = events;
        this.copies = copies;
    }

    @KafkaListener(topics = Topics.AGENT_CHANGED, groupId = "run-executor-service")
    void on(ConsumerRecord<String, byte[]> record) {
        events.once(record, AgentChanged.class, event -> copies.keep(event.data()));
    }
}
