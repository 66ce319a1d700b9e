package io.fermata.executor.execution;

import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.model.ModelPrices;
import io.fermata.executor.run.Run;
import io.fermata.starter.metrics.TenantLabels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The numbers operators watch. Agents are no labels: their number has no bound. */
@Component
public class RunMetrics {

    private static final int MOST_MODELS_WITHOUT_PRICE = 100;

    private final MeterRegistry meters;
    private final TenantLabels tenants;
    private final ModelLabels models;

    RunMetrics(MeterRegistry meters, TenantLabels tenants, ModelPrices prices) {
        this.meters = meters;
        this.tenants = tenants;
        this.models = new ModelLabels(prices::has, MOST_MODELS_WITHOUT_PRICE);
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

    /** Of every run once, when its end is on disk. */
    public void ended(Run run) {
        Tags labels = Tags.of(tenants.current()).and("status", run.status().wire());
        meters.counter("agent_runs", labels).increment();
        if (run.startedAt() != null && run.completedAt() != null) {
            meters.timer("agent_run_duration", labels).record(Duration.between(run.startedAt(), run.completedAt()));
        }
        if (run.error() != null) {
            Tags code =
                    Tags.of(tenants.current()).and("code", run.error().code().wire());
            meters.counter("agent_errors", code).increment();
        }
    }

    /** Only models that have answered are named: anybody can make up one that nobody has. */
    void used(ModelUsage usage) {
        if (usage.promptTokens() + usage.completionTokens() == 0) {
            return;
        }
        Tags labels = Tags.of(tenants.current(), models.of(usage.model()));
        meters.counter("agent_tokens_used", labels.and("kind", "prompt")).increment((double) usage.promptTokens());
        meters.counter("agent_tokens_used", labels.and("kind", "completion"))
                .increment((double) usage.completionTokens());
        meters.counter("agent_cost_usd", labels).increment(usage.costUsd().doubleValue());
    }
}
