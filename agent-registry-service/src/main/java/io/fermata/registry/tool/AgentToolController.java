package io.fermata.registry.tool;

import io.fermata.registry.agent.Agent;
import io.fermata.registry.agent.AgentAnswers;
import io.fermata.registry.agent.AgentEdit;
import io.fermata.registry.agent.AgentId;
import io.fermata.registry.agent.AgentView;
import io.fermata.registry.agent.Agents;
import io.fermata.registry.agent.Agents.Signed;
import io.fermata.registry.agent.ChangeAgent;
import io.fermata.starter.paging.Page;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The {@code tools} list of the configuration, one name at a time: each change is a new version like any other. */
@RestController
@RequestMapping("/api/v1/agents/{id}/tools")
class AgentToolController {
    private static final String TOOLS = "/config/tools";

    record ToolName(@Nullable String name) {}

    private final Agents agents;
    private final ChangeAgent change;

    AgentToolController(Agents agents, ChangeAgent change) {
        this.agents = agents;
        this.change = change;
    }

    @GetMapping
    @RequiresPermission("agents:read")
    @Operation(summary = "List the tools of an agent")
    Page<ToolName> list(@PathVariable String id) {
        List<String> names = agents.require(new AgentId(id)).config().tools();
        return new Page<>(names.stream().map(ToolName::new).toList(), null);
    }

    @PostMapping
    @RequiresPermission("agents:write")
    @Operation(
            summary = "Add a tool to an agent",
            description = "Makes a new version, unless the agent has the tool already.")
    ResponseEntity<AgentView> add(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ToolName tool) {
        String name = tool.name();
        if (name == null) {
            throw ProblemException.validation("/name", "is required");
        }
        try {
            return answer(id, ifMatch, "agent.tool.add", before -> ToolNames.with(name, before));
        } catch (ProblemException e) {
            throw e.withErrors(
                    e.errors().stream().map(AgentToolController::inTheRequest).toList());
        }
    }

    @DeleteMapping("/{name}")
    @RequiresPermission("agents:write")
    @Operation(summary = "Remove a tool from an agent", description = "Makes a new version.")
    ResponseEntity<AgentView> remove(
            @PathVariable String id,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(id, ifMatch, "agent.tool.remove", before -> ToolNames.without(name, before));
    }

    /** What is wrong with the list is wrong with the one name that was sent. */
    private static FieldProblem inTheRequest(FieldProblem place) {
        return place.pointer().startsWith(TOOLS) ? new FieldProblem("/name", place.detail()) : place;
    }

    private ResponseEntity<AgentView> answer(
            String id, @Nullable String ifMatch, String action, UnaryOperator<Agent> rule) {
        Signed by = new Signed(Caller.current().subject(), action);
        return AgentAnswers.ok(change.handle(new AgentId(id), ifMatch, by, before -> AgentEdit.of(rule.apply(before))));
    }
}
