package io.fermata.executor.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.fermata.executor.model.ModelQuestion.Message;
import io.fermata.executor.model.ModelQuestion.ModelTool;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes our question in LangChain4j's words. Tool specifications are parsed once per definition. */
final class ChatRequests {

    private static final int MOST_CACHED_TOOLS = 5_000;
    private static final String UNREADABLE = "unreadable_arguments";

    private final JsonMapper json;
    private final boolean sendsOutputSchema;
    private final Cache<ModelTool, ToolSpecification> specifications =
            Caffeine.newBuilder().maximumSize(MOST_CACHED_TOOLS).build();

    /** @param sendsOutputSchema whether every model of the provider takes a schema; all of them are told it in words */
    ChatRequests(JsonMapper json, boolean sendsOutputSchema) {
        this.json = json;
        this.sendsOutputSchema = sendsOutputSchema;
    }

    ChatRequest toLangChain(ModelQuestion question) {
        ChatRequest.Builder request = ChatRequest.builder()
                .messages(messages(question))
                .modelName(question.model().name())
                .maxOutputTokens(question.maxTokens());
        if (question.temperature() != null) {
            request.temperature(question.temperature());
        }
        if (!question.tools().isEmpty()) {
            request.toolSpecifications(
                    question.tools().stream().map(this::specification).toList());
        }
        if (sendsOutputSchema && question.outputSchemaJson() != null) {
            request.responseFormat(ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(JsonSchema.builder()
                            .name("answer")
                            .rootElement(JsonRawSchema.from(question.outputSchemaJson()))
                            .build())
                    .build());
        }
        return request.build();
    }

    private List<ChatMessage> messages(ModelQuestion question) {
        List<ChatMessage> messages = new ArrayList<>(question.messages().size() + 1);
        if (!question.systemPrompt().isBlank()) {
            messages.add(SystemMessage.from(question.systemPrompt()));
        }
        question.messages().stream()
                .filter(message -> !saysNothing(message))
                .forEach(message -> messages.add(toLangChain(message)));
        return messages;
    }

    /** Some providers refuse a conversation in which somebody has said nothing. */
    private static boolean saysNothing(Message message) {
        return message instanceof Message.Assistant(String text, var calls) && text.isBlank() && calls.isEmpty();
    }

    private ChatMessage toLangChain(Message message) {
        return switch (message) {
            case Message.User(String text) -> UserMessage.from(text);
            case Message.Assistant(String text, List<ModelQuestion.ModelToolCall> calls) -> assistant(text, calls);
            case Message.ToolResult(String callId, String toolName, String text) ->
                ToolExecutionResultMessage.from(callId, toolName, text);
        };
    }

    private AiMessage assistant(String text, List<ModelQuestion.ModelToolCall> calls) {
        if (calls.isEmpty()) {
            return AiMessage.from(text);
        }
        List<ToolExecutionRequest> requests = calls.stream()
                .map(call -> ToolExecutionRequest.builder()
                        .id(call.callId())
                        .name(call.wireName())
                        .arguments(object(call.argumentsJson()))
                        .build())
                .toList();
        return text.isEmpty() ? AiMessage.from(requests) : AiMessage.from(text, requests);
    }

    /** What a model wrote in place of arguments is shown to it again, but only objects are taken in their place. */
    private String object(String argumentsJson) {
        try {
            if (json.readTree(argumentsJson).isObject()) {
                return argumentsJson;
            }
        } catch (JacksonException _) {
            // Not even JSON: likewise.
        }
        return json.createObjectNode().put(UNREADABLE, argumentsJson).toString();
    }

    private ToolSpecification specification(ModelTool tool) {
        return specifications.get(tool, this::parse);
    }

    private ToolSpecification parse(ModelTool tool) {
        ObjectNode node = json.createObjectNode();
        node.put("name", tool.wireName());
        node.put("description", tool.description());
        node.set("parameters", json.readTree(tool.parametersJson()));
        return ToolSpecification.fromJson(json.writeValueAsString(node));
    }
}
