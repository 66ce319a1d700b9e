package io.fermata.executor.stream;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunChanged;
import io.fermata.contracts.event.StepDelta;
import io.fermata.contracts.event.StepEmitted;
import io.fermata.executor.execution.RunExecutor;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.events.Events;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Hears on the bus what other instances execute. Every instance reads all of it, from now on, and passes over the runs
 * that nobody watches here, or that are executed here and told of already, without looking inside.
 */
@Component
class RemoteRunsConsumer {

    private final Events events;
    private final LiveRuns live;
    private final RunExecutor executor;

    RemoteRunsConsumer(Events events, LiveRuns live, RunExecutor executor) {
        this.events = events;
        this.live = live;
        this.executor = executor;
    }

    @KafkaListener(
            id = "remote-runs",
            idIsGroup = false,
            topics = {Topics.STEP_EMITTED, Topics.RUN_CHANGED, Topics.STEP_DELTA},
            groupId = "run-executor-service-watch-#{T(com.github.f4b6a3.uuid.UuidCreator).getTimeOrderedEpoch()}",
            batch = "true",
            properties = {"auto.offset.reset=latest", "enable.auto.commit=true"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        records.forEach(this::pass);
    }

    private void pass(ConsumerRecord<String, byte[]> record) {
        String runId = record.key();
        if (runId == null || !live.isWatched(runId) || executor.executes(runId)) {
            return;
        }
        switch (record.topic()) {
            case Topics.STEP_EMITTED ->
                read(record, StepEmitted.class, step -> live.tell(runId, () -> new News.Step(row(step))));
            case Topics.RUN_CHANGED ->
                read(record, RunChanged.class, run -> live.tell(runId, () -> new News.RunChanged(run.status())));
            default ->
                read(
                        record,
                        StepDelta.class,
                        delta -> live.tell(runId, () -> new News.Token(delta.sequence(), delta.index(), delta.text())));
        }
    }

    /** A record that cannot be read goes to the dead letters; the others of its poll go on. */
    private <T> void read(ConsumerRecord<String, byte[]> record, Class<T> type, Consumer<T> watcher) {
        events.readAll(List.of(record), type).forEach(event -> watcher.accept(event.data()));
    }

    private static StepRow row(StepEmitted step) {
        return new StepRow(
                step.runId(),
                step.sequence(),
                step.stepId(),
                step.type(),
                step.input().toString(),
                step.output().toString(),
                step.promptTokens(),
                step.completionTokens(),
                step.costUsd(),
                step.latencyMs(),
                step.createdAt());
    }
}
