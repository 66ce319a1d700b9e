package io.fermata.executor.intake;

import io.fermata.executor.execution.TakeReport;
import io.fermata.executor.run.RunStore;
import io.fermata.executor.run.RunView;
import io.fermata.executor.run.RunViews;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where a runner outside reports back. */
@RestController
class ReportRunController {

    private final RunStore runs;
    private final TakeReport takeReport;
    private final RunViews views;

    ReportRunController(RunStore runs, TakeReport takeReport, RunViews views) {
        this.runs = runs;
        this.takeReport = takeReport;
        this.views = views;
    }

    @PostMapping("/api/v1/runs/{id}/report")
    @RequiresPermission("runs:create")
    @Operation(
            summary = "Report what an external runner did",
            description = "Ends the run. 409 unless it was started with the runner `external` and has neither ended"
                    + " nor been cancelled.")
    RunView report(@PathVariable String id, @RequestBody ReportRunRequest request) {
        if (runs.find(id).isEmpty()) {
            throw ProblemException.notFound("run");
        }
        request.requireValid();
        return views.of(takeReport.handle(id, request.toReport()));
    }
}
