package io.fermata.executor.execution;

import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.run.Run;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The numbers operators watch. Tenants and agents are no labels: their number has no bound. */
@Component
class RunMetrics {

    private final MeterRegistry meters;

    RunMetrics(MeterRegistry meters) {
        this.meters = meters;
        meters.counter("fermata.run.takeovers");
        meters.counter("fermata.fenced.writes");
    }

    /** A run was taken from an instance that is dead, or seems so. */
    void takenOver() {
        meters.counter("fermata.run.takeovers").increment();
    }

    /** A write came too late: another instance has the run by now. */
    void fenced() {
        meters.counter("fermata.fenced.writes").increment();
    }

    void ended(Run run) {
        String status = run.status().wire();
        meters.counter("agent_runs", "status", status).increment();
        if (run.startedAt() != null && run.completedAt() != null) {
            meters.timer("agent_run_duration", "status", status)
                    .record(Duration.between(run.startedAt(), run.completedAt()));
        }
        if (run.error() != null) {
            meters.counter("agent_errors", "code", run.error().code().wire()).increment();
        }
    }

    void used(ModelUsage usage) {
        meters.counter("agent_tokens_used", "model", usage.model(), "kind", "prompt")
                .increment((double) usage.promptTokens());
        meters.counter("agent_tokens_used", "model", usage.model(), "kind", "completion")
                .increment((double) usage.completionTokens());
        meters.counter("agent_cost_usd", "model", usage.model())
                .increment(usage.costUsd().doubleValue());
    }
}
