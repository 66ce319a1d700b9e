package io.fermata.registry.agent;

import io.fermata.registry.config.ConfigRules;
import io.fermata.registry.config.OutputSchemaCheck;
import io.fermata.registry.profile.ProfileRules;
import io.fermata.registry.rules.Violations;
import io.fermata.starter.problem.ProblemException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides whether an agent may be as it is wanted, and says everything that speaks against it at once. */
@Component
class AgentInspection {
    private static final int LONGEST_LABEL = 60;

    private final ConfigRules rules;
    private final Agents agents;
    private final ToolReferences tools;

    AgentInspection(OutputSchemaCheck schemas, Agents agents, ToolReferences tools) {
        this.rules = new ConfigRules(schemas);
        this.agents = agents;
        this.tools = tools;
    }

    /**
     * Throws a {@code validation} problem with everything found here and before.
     *
     * @param before the agent so far. What does not change is not judged again, and only tools that are new are asked
     *     for: an agent can be renamed or paused while tool-service is away
     */
    void inspect(AgentEdit edit, @Nullable Agent before, Violations violations) {
        Agent agent = edit.after();
        violations.text("/version_label", edit.label(), LONGEST_LABEL);
        if (before == null || !agent.profile().equals(before.profile())) {
            ProfileRules.check(agent.profile(), violations);
        }
        if (before == null || !agent.config().equals(before.config())) {
            rules.check(agent.config(), "/config", violations);
            handoffs(agent, violations);
            tools.check(agent, before == null ? null : before.config(), violations);
        }
        if (!violations.isEmpty()) {
            throw ProblemException.validation(violations.all());
        }
    }

    private void handoffs(Agent agent, Violations violations) {
        List<String> handoffs = agent.config().handoffs();
        if (handoffs.isEmpty()) {
            return;
        }
        Set<String> existing = agents.existing(handoffs);
        for (int i = 0; i < handoffs.size(); i++) {
            String to = handoffs.get(i);
            violations.unless(!to.equals(agent.id().value()), "/config/handoffs/" + i, "is the agent itself");
            violations.unless(existing.contains(to), "/config/handoffs/" + i, "there is no such agent");
        }
    }
}
