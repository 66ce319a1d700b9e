package io.fermata.metering.usage;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.UsageRecorded;
import io.fermata.starter.events.Events;
import io.fermata.starter.events.ReceivedEvent;
import io.fermata.starter.kafka.KafkaSettings;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes usage in batches: one transaction and one insert per tenant of a poll. */
@Component
class UsageRecordedConsumer {
    private final Events events;
    private final UsageLedger ledger;

    UsageRecordedConsumer(Events events, UsageLedger ledger) {
        this.events = events;
        this.ledger = ledger;
    }

    /** Nobody waits for a bill: a quarter of a second of usage shares a transaction. */
    @KafkaListener(
            topics = Topics.USAGE_RECORDED,
            groupId = "metering-service",
            batch = "true",
            properties = KafkaSettings.GATHERED)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.onceAll(records, UsageRecorded.class, this::add);
    }

    private void add(List<ReceivedEvent<UsageRecorded>> batch) {
        ledger.add(batch.stream().map(event -> usage(event.data())).toList());
    }

    private static UsageEvent usage(UsageRecorded data) {
        return new UsageEvent(
                data.usageId(),
                data.kind(),
                data.runId(),
                data.stepId(),
                data.agentId(),
                data.agentVersion(),
                data.provider(),
                data.model(),
                data.tool(),
                data.attempt(),
                data.outcome(),
                data.promptTokens(),
                data.completionTokens(),
                data.quantity(),
                data.unit(),
                data.costUsd(),
                data.occurredAt());
    }
}
