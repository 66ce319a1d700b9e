package io.fermata.registry.agent;

import io.fermata.registry.agent.Agents.Signed;
import io.fermata.registry.rules.Violations;
import io.fermata.starter.etag.ETags;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every change of an agent takes this way: read it, compute what it becomes, check that, keep it if nobody was faster.
 * No database connection is held while other services are asked.
 */
@Component
public class ChangeAgent {
    private final Agents agents;
    private final AgentInspection inspection;
    private final Clock clock;

    ChangeAgent(Agents agents, AgentInspection inspection, Clock clock) {
        this.agents = agents;
        this.inspection = inspection;
        // As fine as the database keeps it: what is answered now is what is read later.
        this.clock = Clock.tick(clock, Duration.of(1, ChronoUnit.MICROS));
    }

    /**
     * The agent as the change left it.
     *
     * @param ifMatch the ETag the caller has seen, or null when any will do
     * @param change a pure function; when it changes nothing, nothing is kept and nobody is told
     */
    public Agent handle(AgentId id, @Nullable String ifMatch, Signed by, Function<Agent, AgentEdit> change) {
        Agent before = agents.require(id);
        ETags.requireMatch(ifMatch, before.revision());
        AgentEdit edit = change.apply(before);
        Violations violations = new Violations();
        violations.unless(
                edit.label() == null || edit.after().version() > before.version(),
                "/version_label",
                "names a new version, and the configuration does not change");
        inspection.inspect(edit, before, violations);
        return edit.after().equals(before) ? before : agents.replace(before, stamped(edit), by);
    }

    private AgentEdit stamped(AgentEdit edit) {
        return new AgentEdit(edit.after().at(clock.instant()), edit.label(), edit.restoredFrom());
    }
}
