package io.fermata.tools.invocation;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.fermata.tools.invocation.FindExecutions.Filter;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExecutionController {
    private final FindExecutions find;

    ExecutionController(FindExecutions find) {
        this.find = find;
    }

    @GetMapping("/api/v1/tool-executions")
    @RequiresPermission("tools:read")
    @Operation(
            summary = "List tool calls",
            description = "`unknown` is the status of a call of which nobody can tell whether it was done. Arguments"
                    + " are kept in the steps of the run, here only their SHA-256.")
    Page<ExecutionView> list(
            @RequestParam(name = "run_id", required = false) @Nullable String runId,
            @RequestParam(required = false) @Nullable String tool,
            @RequestParam(required = false) @Nullable String status,
            PageRequest page) {
        return find.page(new Filter(runId, tool, status == null ? null : stored(status)), page);
    }

    private static String stored(String status) {
        return StatusWords.stored(status)
                .orElseThrow(() ->
                        ProblemException.validation("/status", "must be one of running, succeeded, failed, unknown"));
    }
}
