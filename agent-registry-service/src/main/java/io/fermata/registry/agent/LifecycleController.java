package io.fermata.registry.agent;

import io.fermata.registry.agent.Agents.Signed;
import io.fermata.registry.lifecycle.LifecycleMove;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/agents/{id}")
class LifecycleController {
    private final ChangeAgent change;

    LifecycleController(ChangeAgent change) {
        this.change = change;
    }

    @PostMapping("/activate")
    @RequiresPermission("agents:write")
    @Operation(
            summary = "Activate an agent",
            description = "Only an active agent takes runs; a deprecated one gives 409.")
    ResponseEntity<AgentView> activate(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return move(id, ifMatch, LifecycleMove.ACTIVATE);
    }

    @PostMapping("/pause")
    @RequiresPermission("agents:write")
    @Operation(
            summary = "Pause an agent",
            description = "It takes no runs until it is activated again; a draft or deprecated one gives 409.")
    ResponseEntity<AgentView> pause(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return move(id, ifMatch, LifecycleMove.PAUSE);
    }

    @PostMapping("/deprecate")
    @RequiresPermission("agents:write")
    @Operation(summary = "Deprecate an agent", description = "It takes no runs any more, and nothing undoes that.")
    ResponseEntity<AgentView> deprecate(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return move(id, ifMatch, LifecycleMove.DEPRECATE);
    }

    @PostMapping("/promote")
    @RequiresPermission("agents:write")
    @Operation(
            summary = "Promote an agent to its next stage",
            description = "From `draft` to `staging` to `prod`, where another promotion gives 409.")
    ResponseEntity<AgentView> promote(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(id, ifMatch, "promote", LifecycleController::promoted);
    }

    private ResponseEntity<AgentView> move(String id, @Nullable String ifMatch, LifecycleMove move) {
        return answer(
                id,
                ifMatch,
                move.verb(),
                before -> before.status()
                        .after(move)
                        .map(before::moved)
                        .orElseThrow(() -> ProblemException.conflict(
                                "An agent that is " + before.status().word() + " cannot " + move.verb() + ".")));
    }

    private static Agent promoted(Agent before) {
        return before.stage()
                .next()
                .map(before::promoted)
                .orElseThrow(() -> ProblemException.conflict("The agent is at its last stage, prod, already."));
    }

    private ResponseEntity<AgentView> answer(
            String id, @Nullable String ifMatch, String verb, UnaryOperator<Agent> rule) {
        Signed by = new Signed(Caller.current().subject(), "agent." + verb);
        return AgentAnswers.ok(change.handle(new AgentId(id), ifMatch, by, before -> AgentEdit.of(rule.apply(before))));
    }
}
