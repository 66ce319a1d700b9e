package io.fermata.registry.agent;

import io.fermata.contracts.event.AgentChanged;
import io.fermata.starter.security.RequiresPermission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For services whose own copy does not have an agent, or not that version of it, yet. The gateway has no route here. */
@RestController
@RequestMapping("/internal/v1/agents")
class InternalAgentController {
    private final Agents agents;
    private final AgentSnapshots snapshots;

    InternalAgentController(Agents agents, AgentSnapshots snapshots) {
        this.agents = agents;
        this.snapshots = snapshots;
    }

    @GetMapping("/{id}")
    @RequiresPermission("agents:read")
    AgentChanged read(@PathVariable String id, @RequestParam(required = false) @Nullable Integer version) {
        Agent agent = agents.require(new AgentId(id));
        return version == null ? snapshots.of(agent) : snapshots.of(agent, agents.requireVersion(agent.id(), version));
    }
}
