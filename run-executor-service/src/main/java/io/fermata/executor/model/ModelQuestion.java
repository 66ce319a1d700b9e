package io.fermata.executor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one model call needs; the same for every provider.
 *
 * @param lastResort whether the run has no other model to go to when this one is away
 */
public record ModelQuestion(
        ModelId model,
        String systemPrompt,
        List<Message> messages,
        List<ModelTool> tools,
        @Nullable String outputSchemaJson,
        @Nullable Double temperature,
        int maxTokens,
        boolean lastResort) {

    public ModelQuestion {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    public sealed interface Message {
        record User(String text) implements Message {}

        record Assistant(String text, List<ModelToolCall> calls) implements Message {}

        record ToolResult(String callId, String toolName, String text) implements Message {}
    }

    /** A tool under the name that providers accept on the wire. */
    public record ModelTool(String wireName, String description, String parametersJson) {}

    public record ModelToolCall(String callId, String wireName, String argumentsJson) {}
}
