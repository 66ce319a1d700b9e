package io.fermata.registry.agent;

import io.fermata.contracts.event.AgentChanged;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.security.RequiresPermission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * For services whose own copy does not have an agent, or not that version of it, yet; and for those who have it and ask
 * whether it still is so, with {@code If-None-Match}. The gateway has no route here.
 */
@RestController
@RequestMapping("/internal/v1/agents")
class InternalAgentController {
    private final Agents agents;
    private final AgentRevisions revisions;
    private final AgentSnapshots snapshots;

    InternalAgentController(Agents agents, AgentRevisions revisions, AgentSnapshots snapshots) {
        this.agents = agents;
        this.revisions = revisions;
        this.snapshots = snapshots;
    }

    @GetMapping("/{id}")
    @RequiresPermission("agents:read")
    ResponseEntity<AgentChanged> read(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        AgentId agentId = new AgentId(id);
        if (version != null) {
            Agent agent = agents.require(agentId);
            return ResponseEntity.ok(snapshots.of(agent, agents.requireVersion(agent.id(), version)));
        }
        return known != null && isStill(agentId, known) ? unchanged(known) : whole(agents.require(agentId));
    }

    private boolean isStill(AgentId id, String known) {
        return revisions
                .find(id)
                .filter(revision -> known.equals(ETags.of(revision)))
                .isPresent();
    }

    private static ResponseEntity<AgentChanged> unchanged(String known) {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(known).build();
    }

    private ResponseEntity<AgentChanged> whole(Agent agent) {
        return ResponseEntity.ok().eTag(ETags.of(agent.revision())).body(snapshots.of(agent));
    }
}
