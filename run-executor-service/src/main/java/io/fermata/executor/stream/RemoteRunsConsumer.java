package io.fermata.executor.stream;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunChanged;
import io.fermata.contracts.event.StepDelta;
import io.fermata.contracts.event.StepEmitted;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.events.Events;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Hears on the bus what other instances execute. Every instance reads all of it, from now on, and passes over the runs
 * that nobody watches here without looking inside.
 */
@Component
class RemoteRunsConsumer {

    private final Events events;
    private final LiveRuns live;

    RemoteRunsConsumer(Events events, LiveRuns live) {
        this.events = events;
        this.live = live;
    }

    @KafkaListener(
            id = "remote-runs",
            idIsGroup = false,
            topics = {Topics.STEP_EMITTED, Topics.RUN_CHANGED, Topics.STEP_DELTA},
            groupId = "run-executor-service-watch-#{T(com.github.f4b6a3.uuid.UuidCreator).getTimeOrderedEpoch()}",
            properties = {"auto.offset.reset=latest", "enable.auto.commit=true"})
    void on(ConsumerRecord<String, byte[]> record) {
        String runId = record.key();
        if (runId == null || !live.isWatched(runId)) {
            return;
        }
        switch (record.topic()) {
            case Topics.STEP_EMITTED -> {
                StepEmitted step = events.read(record, StepEmitted.class).data();
                live.tell(runId, () -> new News.Step(row(step)));
            }
            case Topics.RUN_CHANGED -> {
                RunChanged run = events.read(record, RunChanged.class).data();
                live.tell(runId, () -> new News.RunChanged(run.status()));
            }
            default -> {
                StepDelta delta = events.read(record, StepDelta.class).data();
                live.tell(runId, () -> new News.Token(delta.sequence(), delta.index(), delta.text()));
            }
        }
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
