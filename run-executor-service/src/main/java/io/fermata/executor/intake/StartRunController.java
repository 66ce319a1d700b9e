package io.fermata.executor.intake;

import io.fermata.contracts.Problems;
import io.fermata.contracts.event.TriggerSource;
import io.fermata.executor.agent.Agent;
import io.fermata.executor.agent.AgentDirectory;
import io.fermata.executor.execution.RunExecutor;
import io.fermata.executor.platform.ServiceUnavailableException;
import io.fermata.executor.run.RequestRun;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunStore;
import io.fermata.executor.run.RunView;
import io.fermata.executor.run.RunViews;
import io.fermata.executor.session.SessionStore;
import io.fermata.executor.stream.AwaitRun;
import io.fermata.starter.json.Json;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.RequiresPermission;
import io.fermata.starter.tenancy.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Starts, repeats and cancels runs. */
@RestController
class StartRunController {

    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);

    private final AgentDirectory agents;
    private final RequestRun requestRun;
    private final RunStore runs;
    private final SessionStore sessions;
    private final CancelRun cancelRun;
    private final RunExecutor executor;
    private final AwaitRun awaitRun;
    private final Admission admission;
    private final RunViews views;
    private final Json json;

    StartRunController(
            AgentDirectory agents,
            RequestRun requestRun,
            RunStore runs,
            SessionStore sessions,
            CancelRun cancelRun,
            RunExecutor executor,
            AwaitRun awaitRun,
            Admission admission,
            RunViews views,
            Json json) {
        this.agents = agents;
        this.requestRun = requestRun;
        this.runs = runs;
        this.sessions = sessions;
        this.cancelRun = cancelRun;
        this.executor = executor;
        this.awaitRun = awaitRun;
        this.admission = admission;
        this.views = views;
        this.json = json;
    }

    @PostMapping({"/api/v1/agents/{agentId}/runs", "/api/v1/agents/{agentId}/run"})
    @RequiresPermission("runs:create")
    @Operation(summary = "Start a run of an agent", description = AnswersWithNewRun.WHEN)
    @AnswersWithNewRun
    ResponseEntity<RunView> startAgent(
            @PathVariable String agentId,
            @RequestBody StartRunRequest request,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
        if (request.agentId() != null && !request.agentId().equals(agentId)) {
            throw ProblemException.validation("/agent_id", "The body names another agent than the path.");
        }
        return start(agentId, request, prefer);
    }

    @PostMapping("/api/v1/runs")
    @RequiresPermission("runs:create")
    @Operation(summary = "Start a run", description = AnswersWithNewRun.WHEN)
    @AnswersWithNewRun
    ResponseEntity<RunView> start(
            @RequestBody StartRunRequest request,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
        if (request.agentId() == null) {
            throw ProblemException.validation("/agent_id", "agent_id is required.");
        }
        return start(request.agentId(), request, prefer);
    }

    @PostMapping("/api/v1/runs/{id}/retry")
    @RequiresPermission("runs:create")
    @Operation(
            summary = "Retry a run",
            description = "A new run with the same input, session and metadata, of the agent's current version; it"
                    + " starts, and `Prefer: wait=30` works, as for any other. 409 while the old one has not ended.")
    @AnswersWithNewRun
    ResponseEntity<RunView> retry(
            @PathVariable String id, @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
        Run run = require(id);
        if (!run.status().isFinal()) {
            throw ProblemException.conflict("The run has not ended; there is nothing to repeat yet.");
        }
        JsonNode metadata = json.read(run.metadataJson());
        return start(
                run.agentId(),
                new StartRunRequest(
                        run.agentId(),
                        json.read(run.inputJson()),
                        run.sessionId(),
                        metadata,
                        null,
                        run.runner().wire()),
                prefer);
    }

    @PostMapping({"/api/v1/runs/{id}/cancel", "/api/v1/agents/{agentId}/runs/{id}/cancel"})
    @RequiresPermission({"runs:cancel", "runs:create"})
    @Operation(
            summary = "Cancel a run",
            description = "Waits about two seconds for it to end; 202 says that it will. 409 if it has ended already.")
    @ApiResponse(responseCode = "200", description = "The run has ended", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "The run will end", useReturnTypeSchema = true)
    ResponseEntity<RunView> cancel(
            @PathVariable String id,
            @PathVariable(required = false) @Nullable String agentId,
            @RequestBody(required = false) @Nullable CancelRunRequest request) {
        Caller caller = Caller.current();
        if (!require(id).isOf(agentId)) {
            throw ProblemException.notFound("run");
        }
        if (!cancelRun.handle(id, request == null ? null : request.reason(), caller.subject())) {
            throw ProblemException.conflict("The run has ended already.");
        }
        executor.wake(caller.tenant(), id);
        Run run = awaitRun.ended(id, CANCEL_PATIENCE);
        return ResponseEntity.status(run.status().isFinal() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(views.of(run));
    }

    private ResponseEntity<RunView> start(String agentId, StartRunRequest request, @Nullable String prefer) {
        request.requireValid();
        @Nullable Duration wait = WaitPreference.parse(prefer);
        return answer(admission.inTurn(() -> begin(agentId, request)), wait);
    }

    private Run begin(String agentId, StartRunRequest request) {
        Agent agent = requireActive(agentId, request.agentVersion());
        if (request.sessionId() != null && sessions.find(request.sessionId()).isEmpty()) {
            throw ProblemException.notFound("session");
        }
        Run run = requestRun.handle(
                agent,
                new RequestRun.Command(
                        null,
                        request.sessionId(),
                        request.inputOrEmpty(),
                        request.metadata(),
                        TriggerSource.API,
                        Caller.current().subject(),
                        request.runnerOrInternal()));
        if (!run.isExternal()) {
            executor.launchIfFree(Tenants.current(), run.id());
        }
        return run;
    }

    private ResponseEntity<RunView> answer(Run run, @Nullable Duration wait) {
        Run now = wait == null ? run : awaitRun.settled(run.id(), wait);
        HttpStatus status = wait != null && AwaitRun.isSettled(now) ? HttpStatus.OK : HttpStatus.ACCEPTED;
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).location(URI.create("/api/v1/runs/" + run.id()));
        if (wait != null) {
            answer.header("Preference-Applied", "wait=" + wait.toSeconds());
        }
        return answer.body(wait == null ? RunView.ofAccepted(now, json) : views.of(now));
    }

    private Agent requireActive(String agentId, @Nullable Integer version) {
        Agent agent;
        try {
            agent = agents.findForStart(agentId, version).orElseThrow(() -> noAgent(agentId, version));
        } catch (ServiceUnavailableException e) {
            throw ProblemException.unavailable("The agent registry does not answer.", Duration.ofSeconds(1));
        }
        if (!agent.isActive()) {
            throw ProblemException.conflict("The agent is " + agent.status() + "; only an active agent can run.");
        }
        return agent;
    }

    private ProblemException noAgent(String agentId, @Nullable Integer version) {
        return version != null && agents.findForStart(agentId, null).isPresent()
                ? ProblemException.of(Problems.NOT_FOUND, "The agent has no version " + version + ".")
                : ProblemException.notFound("agent");
    }

    private Run require(String id) {
        return runs.find(id).orElseThrow(() -> ProblemException.notFound("run"));
    }
}
