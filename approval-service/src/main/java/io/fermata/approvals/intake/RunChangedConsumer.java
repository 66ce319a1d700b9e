package io.fermata.approvals.intake;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunChanged;
import io.fermata.contracts.event.RunStatus;
import io.fermata.starter.events.Events;
import io.fermata.starter.events.ReceivedEvent;
import io.fermata.starter.kafka.KafkaSettings;
import io.fermata.starter.tenancy.Tenants;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class RunChangedConsumer {
    private final Events events;
    private final EndRun endRun;

    RunChangedConsumer(Events events, EndRun endRun) {
        this.events = events;
        this.endRun = endRun;
    }

    /**
     * Most changes are not the end, and a run cannot succeed while a call of it is held: neither costs a transaction.
     * Ending a run twice changes nothing, so no inbox is needed.
     */
    @KafkaListener(topics = Topics.RUN_CHANGED, groupId = "approval-service", properties = KafkaSettings.GATHERED)
    void on(ConsumerRecord<String, byte[]> message) {
        ReceivedEvent<RunChanged> event = events.read(message, RunChanged.class);
        RunChanged run = event.data();
        if (RunStatus.isTerminal(run.status()) && !run.status().equals(RunStatus.SUCCEEDED)) {
            Tenants.run(event.tenant(), () -> endRun.handle(run.runId()));
        }
    }
}
