package io.fermata.registry.agent;

import io.fermata.starter.etag.ETags;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/** An agent with its ETag: how every operation on one answers. */
public final class AgentAnswers {
    private AgentAnswers() {}

    public static ResponseEntity<AgentView> ok(Agent agent) {
        return ResponseEntity.ok().eTag(ETags.of(agent.revision())).body(AgentView.of(agent));
    }

    static ResponseEntity<AgentView> created(Agent agent) {
        return ResponseEntity.created(URI.create("/api/v1/agents/" + agent.id()))
                .eTag(ETags.of(agent.revision()))
                .body(AgentView.of(agent));
    }
}
