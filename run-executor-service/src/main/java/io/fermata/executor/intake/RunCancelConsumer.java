package io.fermata.executor.intake;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunCancelRequested;
import io.fermata.executor.execution.RunExecutor;
import io.fermata.starter.events.Events;
import io.fermata.starter.events.ReceivedEvent;
import io.fermata.starter.security.Caller;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Cancellations from the bus; each needs a token of the run's tenant. */
@Component
class RunCancelConsumer {

    private final Events events;
    private final Deliveries deliveries;
    private final RecordAuthorization authorization;
    private final CancelRun cancelRun;
    private final RunExecutor executor;

    RunCancelConsumer(
            Events events,
            Deliveries deliveries,
            RecordAuthorization authorization,
            CancelRun cancelRun,
            RunExecutor executor) {
        this.events = events;
        this.deliveries = deliveries;
        this.authorization = authorization;
        this.cancelRun = cancelRun;
        this.executor = executor;
    }

    @KafkaListener(topics = Topics.RUN_CANCEL, groupId = "run-executor-service")
    void on(ConsumerRecord<String, byte[]> record) {
        ReceivedEvent<RunCancelRequested> event = events.read(record, RunCancelRequested.class);
        Caller caller = authorization.require(event, record, "runs:cancel");
        RunCancelRequested cancel = event.data();
        RecordAuthorization.requireRunId(cancel.runId());
        deliveries.once(
                record,
                RunCancelRequested.class,
                caller,
                _ -> cancelRun.handleEvent(cancel.runId(), cancel.reason(), cancel.requestedBy()));
        executor.wake(event.tenant(), cancel.runId());
    }
}
