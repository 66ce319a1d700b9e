package io.fermata.executor.intake;

import io.fermata.executor.execution.Reconciliation;
import io.fermata.executor.execution.RunExecutor;
import io.fermata.executor.intake.Reconciliations.Recorded;
import io.fermata.executor.machine.Step;
import io.fermata.starter.json.Json;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Where people settle what became of a call that must not be made twice. */
@RestController
class ReconcileRunController {

    private final ReconcileRun reconcileRun;
    private final RunExecutor executor;
    private final Json json;

    ReconcileRunController(ReconcileRun reconcileRun, RunExecutor executor, Json json) {
        this.reconcileRun = reconcileRun;
        this.executor = executor;
        this.json = json;
    }

    record ReconciliationView(
            String runId,
            String stepId,
            String outcome,
            JsonNode output,
            @Nullable String note,
            String decidedBy,
            Instant decidedAt) {}

    @PostMapping("/api/v1/runs/{id}/reconcile")
    @RequiresPermission("runs:cancel")
    @Operation(
            summary = "Settle a tool call of unknown outcome",
            description = "`step_id` is that of one of the run's `unknown_outcomes`; the run then goes on by itself."
                    + " The first answer stays, and another one gives 409.")
    ReconciliationView reconcile(@PathVariable String id, @RequestBody ReconcileRunRequest request) {
        reconcileRun.requireRun(id);
        request.requireValid();
        Caller caller = Caller.current();
        Recorded recorded = reconcileRun.handle(id, found(request, caller));
        executor.wake(caller.tenant(), id);
        return view(id, recorded);
    }

    private Reconciliation found(ReconcileRunRequest request, Caller caller) {
        return new Reconciliation(
                Objects.requireNonNull(request.stepId()),
                Step.Verdict.valueOf(Objects.requireNonNull(request.outcome()).toUpperCase(Locale.ROOT)),
                request.output() == null ? "null" : json.write(request.output()),
                caller.subject(),
                request.note());
    }

    private ReconciliationView view(String runId, Recorded recorded) {
        Reconciliation found = recorded.found();
        return new ReconciliationView(
                runId,
                found.stepId(),
                found.verdict().name().toLowerCase(Locale.ROOT),
                json.read(found.outputJson()),
                found.note(),
                found.by(),
                recorded.at());
    }
}
