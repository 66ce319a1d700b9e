package io.fermata.executor.intake;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.executor.execution.RunExecutor;
import io.fermata.executor.execution.Signals;
import io.fermata.starter.events.Events;
import io.fermata.starter.events.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Decisions of people. The run itself checks whether a decision fits the call it waits for. */
@Component
class ApprovalDecidedConsumer {

    private final Events events;
    private final Deliveries deliveries;
    private final Signals signals;
    private final RunExecutor executor;

    ApprovalDecidedConsumer(Events events, Deliveries deliveries, Signals signals, RunExecutor executor) {
        this.events = events;
        this.deliveries = deliveries;
        this.signals = signals;
        this.executor = executor;
    }

    @KafkaListener(topics = Topics.APPROVAL_DECIDED, groupId = "run-executor-service")
    void on(ConsumerRecord<String, byte[]> record) {
        ReceivedEvent<ApprovalDecided> event = events.read(record, ApprovalDecided.class);
        deliveries.once(record, ApprovalDecided.class, _ -> signals.decided(event.data()));
        executor.wake(event.tenant(), event.data().runId());
    }
}
