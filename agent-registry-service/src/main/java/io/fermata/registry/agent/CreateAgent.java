package io.fermata.registry.agent;

import io.fermata.registry.agent.Agents.Signed;
import io.fermata.registry.draft.AgentDraft;
import io.fermata.registry.lifecycle.AgentStatus;
import io.fermata.registry.rules.Violations;
import io.fermata.starter.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes an agent, ready to run unless it is asked for as a draft. */
@Component
public class CreateAgent {
    private static final AgentStatus READY = new AgentStatus.Active();
    private static final List<String> FIRST_STATUSES = List.of(new AgentStatus.Draft().word(), READY.word());

    private final Agents agents;
    private final AgentInspection inspection;
    private final Ids ids;
    private final Clock clock;

    CreateAgent(Agents agents, AgentInspection inspection, Ids ids, Clock clock) {
        this.agents = agents;
        this.inspection = inspection;
        this.ids = ids;
        // As fine as the database keeps it: what is answered now is what is read later.
        this.clock = Clock.tick(clock, Duration.of(1, ChronoUnit.MICROS));
    }

    /**
     * The new agent.
     *
     * @param status the word for it: draft or active
     */
    public Agent handle(AgentDraft draft, String status, String actor) {
        Violations violations = new Violations();
        violations.oneOf("/status", status, FIRST_STATUSES);
        Agent agent = Agent.created(
                new AgentId(ids.next(AgentId.PREFIX)),
                draft.profile(),
                AgentStatus.find(status).orElse(READY),
                draft.config(),
                new Agent.Origin(actor, clock.instant()));
        AgentEdit edit = new AgentEdit(agent, draft.versionLabel(), null);
        inspection.inspect(edit, null, violations);
        return agents.add(edit, new Signed(actor, "agent.create"));
    }
}
