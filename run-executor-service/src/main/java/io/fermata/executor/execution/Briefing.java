package io.fermata.executor.execution;

import io.fermata.executor.agent.Agent;
import io.fermata.executor.machine.RunMachine;
import io.fermata.executor.machine.RunPlan;
import io.fermata.executor.machine.RunState;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.machine.Transcript.Entry;
import io.fermata.executor.model.ModelId;
import io.fermata.executor.model.ModelQuestion;
import io.fermata.executor.model.ModelQuestion.Message;
import io.fermata.executor.model.ModelQuestion.ModelTool;
import io.fermata.executor.model.ModelQuestion.ModelToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is prepared once for a run: its agent, plan and rules, and the part of the conversation that came before.
 *
 * @param opening the session's earlier messages and then the user's own
 */
record Briefing(
        Agent agent, RunPlan plan, RunMachine machine, String systemPrompt, List<Message> opening, ToolNames names) {

    ModelQuestion question(String model, int maxTokens, RunState state) {
        List<Message> messages = new ArrayList<>(opening);
        for (Entry entry : state.transcript().entries()) {
            messages.add(message(entry));
        }
        return new ModelQuestion(
                ModelId.parse(model),
                systemPrompt,
                messages,
                tools(),
                agent.outputSchemaJson(),
                agent.temperature(),
                maxTokens,
                model.equals(plan.models().getLast()));
    }

    Briefing withPlan(RunPlan newPlan) {
        return new Briefing(agent, newPlan, machine, systemPrompt, opening, names);
    }

    private Message message(Entry entry) {
        return switch (entry) {
            case Entry.AssistantSaid(String text, List<ToolCall> calls) ->
                new Message.Assistant(text, calls.stream().map(this::onWire).toList());
            case Entry.ToolAnswered(ToolCall call, String resultJson) ->
                new Message.ToolResult(call.callId(), names.wire(call.tool()), resultJson);
            case Entry.PlatformSaid(String text) -> new Message.User(text);
        };
    }

    private ModelToolCall onWire(ToolCall call) {
        return new ModelToolCall(call.callId(), names.wire(call.tool()), call.argumentsJson());
    }

    private List<ModelTool> tools() {
        return agent.tools().stream()
                .map(plan.tools()::get)
                .filter(Objects::nonNull)
                .map(tool -> new ModelTool(names.wire(tool.name()), tool.description(), tool.parametersJson()))
                .toList();
    }
}
