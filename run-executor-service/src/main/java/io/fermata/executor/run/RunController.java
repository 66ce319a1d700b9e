package io.fermata.executor.run;

import io.fermata.executor.agent.AgentDirectory;
import io.fermata.starter.json.Json;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs and their steps, to be read. */
@RestController
class RunController {

    private final RunStore runs;
    private final AgentDirectory agents;
    private final RunViews views;
    private final Json json;

    RunController(RunStore runs, AgentDirectory agents, RunViews views, Json json) {
        this.runs = runs;
        this.agents = agents;
        this.views = views;
        this.json = json;
    }

    @GetMapping("/api/v1/runs")
    @RequiresPermission("runs:read")
    @Operation(
            summary = "List runs",
            description = "`created_after` and `created_before` are exclusive; `cost_usd` is in US dollars.")
    Page<RunView> list(
            PageRequest page,
            @RequestParam(name = "agent_id", required = false) @Nullable String agentId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(name = "session_id", required = false) @Nullable String sessionId,
            @RequestParam(name = "created_after", required = false) @Nullable Instant createdAfter,
            @RequestParam(name = "created_before", required = false) @Nullable Instant createdBefore) {
        requireKnown(status);
        return list(page, new RunStore.Filter(agentId, status, sessionId, createdAfter, createdBefore));
    }

    @GetMapping("/api/v1/agents/{agentId}/runs")
    @RequiresPermission("runs:read")
    @Operation(summary = "List the runs of an agent", description = "`cost_usd` is in US dollars.")
    Page<RunView> listOfAgent(
            @PathVariable String agentId, PageRequest page, @RequestParam(required = false) @Nullable String status) {
        requireKnown(status);
        if (!agents.isKnown(agentId)) {
            throw ProblemException.notFound("agent");
        }
        return list(page, new RunStore.Filter(agentId, status, null, null, null));
    }

    @GetMapping({"/api/v1/runs/{id}", "/api/v1/agents/{agentId}/runs/{id}"})
    @RequiresPermission("runs:read")
    @Operation(
            summary = "Read a run",
            description = "`cost_usd` is in US dollars. While there are `unknown_outcomes`, the run waits for a person"
                    + " to reconcile them.")
    RunView run(@PathVariable String id, @PathVariable(required = false) @Nullable String agentId) {
        return views.of(require(id, agentId));
    }

    /** In the order of the log: a log is read from its beginning. */
    @GetMapping({"/api/v1/runs/{id}/steps", "/api/v1/agents/{agentId}/runs/{id}/steps"})
    @RequiresPermission("runs:read")
    @Operation(summary = "List the steps of a run", description = "Oldest first; `cost_usd` is in US dollars.")
    Page<StepView> steps(
            @PathVariable String id, @PathVariable(required = false) @Nullable String agentId, PageRequest page) {
        require(id, agentId);
        long after = page.after() == null ? 0 : Long.parseLong(page.after());
        return page.page(runs.stepsAfter(id, after, page.fetch()), step -> Long.toString(step.sequence()))
                .map(step -> StepView.of(step, json));
    }

    private Run require(String id, @Nullable String agentId) {
        return runs.find(id).filter(run -> run.isOf(agentId)).orElseThrow(() -> ProblemException.notFound("run"));
    }

    private Page<RunView> list(PageRequest request, RunStore.Filter filter) {
        Page<Run> page = request.page(
                runs.list(filter, request.fetch(), RunPlace.parse(request.after())),
                run -> RunPlace.of(run).key());
        return new Page<>(views.of(page.data()), page.nextCursor());
    }

    private static void requireKnown(@Nullable String status) {
        if (status == null) {
            return;
        }
        try {
            Status.of(status);
        } catch (IllegalArgumentException e) {
            throw ProblemException.validation("/status", "There is no run status " + status + ".");
        }
    }
}
