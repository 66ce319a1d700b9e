package io.fermata.executor.execution;

import io.fermata.contracts.event.ToolChanged;
import io.fermata.executor.agent.Agent;
import io.fermata.executor.agent.AgentDirectory;
import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.machine.RunMachine;
import io.fermata.executor.machine.RunPlan;
import io.fermata.executor.machine.ToolDefinition;
import io.fermata.executor.model.ModelPrices;
import io.fermata.executor.model.ModelQuestion.Message;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.run.Run;
import io.fermata.executor.toolbox.ToolCatalogue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prepares a run: asks for what it needs to know, once. */
@Component
class Briefings {

    private final AgentDirectory agents;
    private final ToolCatalogue tools;
    private final ModelPrices prices;
    private final RunHistory history;
    private final RunExecutorProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    Briefings(
            AgentDirectory agents,
            ToolCatalogue tools,
            ModelPrices prices,
            RunHistory history,
            RunExecutorProperties properties,
            JsonMapper json,
            Clock clock) {
        this.agents = agents;
        this.tools = tools;
        this.prices = prices;
        this.history = history;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /** @throws io.fermata.executor.platform.ServiceUnavailableException when a service that must be asked is away */
    Briefing prepare(Run run) {
        Agent agent = agents.findVersion(run.agentId(), run.agentVersion())
                .orElseThrow(() -> new IllegalStateException(run.agentId() + " has no version " + run.agentVersion()));
        Map<String, ToolDefinition> definitions =
                agent.tools().isEmpty() || run.isExternal() ? Map.of() : tools.resolve(agent.id(), agent.tools());
        List<Message> opening = new ArrayList<>(history.earlierMessages(run, agent.historyMessages()));
        opening.add(new Message.User(userMessage(run)));
        String systemPrompt = systemPrompt(agent);
        return new Briefing(
                agent,
                plan(run, agent, definitions, systemPrompt, opening),
                new RunMachine(new SchemaCheck(json, agent.outputSchemaJson())),
                systemPrompt,
                opening,
                new ToolNames(agent.tools()));
    }

    /** The same run with a tool as it is defined by now. */
    Briefing refresh(Briefing briefing, ToolChanged changed) {
        ToolDefinition tool = tools.learn(changed);
        Map<String, ToolDefinition> definitions = new HashMap<>(briefing.plan().tools());
        definitions.replace(tool.name(), tool);
        return briefing.withPlan(briefing.plan().withTools(definitions));
    }

    private RunPlan plan(
            Run run, Agent agent, Map<String, ToolDefinition> definitions, String systemPrompt, List<Message> opening) {
        long characters = systemPrompt.length()
                + opening.stream().mapToLong(Briefings::length).sum()
                + definitions.values().stream()
                        .mapToLong(tool -> tool.parametersJson().length()
                                + tool.description().length())
                        .sum();
        return new RunPlan(
                agent.models().isEmpty() ? List.of(properties.defaultModel()) : agent.models(),
                agent.maxTokens(),
                agent.guardrails(),
                definitions,
                prices.current(),
                deadline(run, agent),
                properties.attemptsPerModel(),
                characters / ModelUsage.CHARACTERS_PER_TOKEN,
                run.isExternal());
    }

    /** Waiting for people and timers costs a run no time; waiting for its own runner does. */
    private Instant deadline(Run run, Agent agent) {
        Instant start = run.startedAt() == null ? clock.instant() : run.startedAt();
        return start.plusMillis(run.isExternal() ? 0 : run.parkedMillis())
                .plus(agent.guardrails().timeout());
    }

    private static long length(Message message) {
        return switch (message) {
            case Message.User(String text) -> text.length();
            case Message.Assistant(String text, var _) -> text.length();
            case Message.ToolResult(var _, var _, String text) -> text.length();
        };
    }

    private static String systemPrompt(Agent agent) {
        String schema = agent.outputSchemaJson();
        return schema == null
                ? agent.systemPrompt()
                : agent.systemPrompt() + "\n\nYour final answer must be JSON alone, valid under this JSON Schema:\n"
                        + schema;
    }

    /** What the user said: the input's message, or the whole input for agents that are given data. */
    private String userMessage(Run run) {
        JsonNode input = json.readTree(run.inputJson());
        JsonNode message = input.path("message");
        return message.isString() ? message.stringValue() : run.inputJson();
    }
}
