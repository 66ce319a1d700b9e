package io.fermata.registry.tool;

import io.fermata.registry.agent.Agent;
import io.fermata.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** An agent with one tool more or one less. */
final class ToolNames {
    private ToolNames() {}

    /** A tool that is there already is not added again. */
    static Agent with(String name, Agent agent) {
        List<String> names = new ArrayList<>(agent.config().tools());
        if (!names.contains(name)) {
            names.add(name);
        }
        return agent.configured(agent.config().withTools(names));
    }

    static Agent without(String name, Agent agent) {
        List<String> names = new ArrayList<>(agent.config().tools());
        if (!names.remove(name)) {
            throw ProblemException.notFound("tool of this agent");
        }
        return agent.configured(agent.config().withTools(names));
    }
}
