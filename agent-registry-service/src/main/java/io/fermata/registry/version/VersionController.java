package io.fermata.registry.version;

import io.fermata.registry.agent.Agent;
import io.fermata.registry.agent.AgentAnswers;
import io.fermata.registry.agent.AgentEdit;
import io.fermata.registry.agent.AgentId;
import io.fermata.registry.agent.AgentVersion;
import io.fermata.registry.agent.AgentView;
import io.fermata.registry.agent.Agents;
import io.fermata.registry.agent.Agents.Signed;
import io.fermata.registry.agent.ChangeAgent;
import io.fermata.starter.json.Json;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/agents/{id}")
class VersionController {
    private final Agents agents;
    private final ChangeAgent change;
    private final Json json;

    VersionController(Agents agents, ChangeAgent change, Json json) {
        this.agents = agents;
        this.change = change;
        this.json = json;
    }

    @GetMapping("/versions")
    @RequiresPermission("agents:read")
    @Operation(summary = "List the versions of an agent")
    Page<VersionView> list(@PathVariable String id, PageRequest page) {
        AgentId agent = require(id);
        return agents.versions(agent, page).map(version -> VersionView.of(agent, version));
    }

    @GetMapping("/versions/{number}")
    @RequiresPermission("agents:read")
    @Operation(summary = "Read a version of an agent")
    VersionView read(@PathVariable String id, @PathVariable int number) {
        AgentId agent = require(id);
        return VersionView.of(agent, agents.requireVersion(agent, number));
    }

    @GetMapping("/versions/{from}/diff/{to}")
    @RequiresPermission("agents:read")
    @Operation(
            summary = "Compare two versions of an agent",
            description = "Tells what to change in the configuration of `from` to get that of `to`. `path` is a JSON"
                    + " pointer; lists are compared whole.")
    DiffView diff(@PathVariable String id, @PathVariable int from, @PathVariable int to) {
        AgentId agent = require(id);
        AgentVersion before = agents.requireVersion(agent, from);
        AgentVersion after = agents.requireVersion(agent, to);
        return new DiffView(id, from, to, ConfigDiff.between(json.tree(before.config()), json.tree(after.config())));
    }

    @PostMapping("/rollback")
    @RequiresPermission("agents:write")
    @Operation(
            summary = "Roll an agent back to an earlier version",
            description = "History stays: the old configuration comes back as the newest version.")
    ResponseEntity<AgentView> rollBack(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RollbackRequest request) {
        Signed by = new Signed(Caller.current().subject(), "agent.rollback");
        return AgentAnswers.ok(change.handle(new AgentId(id), ifMatch, by, before -> rolledBack(before, request)));
    }

    /** History is not rewritten: the old configuration comes back as the newest version. */
    private AgentEdit rolledBack(Agent before, RollbackRequest request) {
        Integer number = request.version();
        if (number == null) {
            throw ProblemException.validation("/version", "is required");
        }
        AgentVersion restored = agents.findVersion(before.id(), number)
                .orElseThrow(() -> ProblemException.validation("/version", "there is no such version"));
        return new AgentEdit(before.newVersion(restored.config()), request.versionLabel(), number);
    }

    private AgentId require(String id) {
        return agents.require(new AgentId(id)).id();
    }
}
