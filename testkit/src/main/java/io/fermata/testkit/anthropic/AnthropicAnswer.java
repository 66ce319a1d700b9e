package io.fermata.testkit.anthropic;

import io.fermata.testkit.chat.Chunks;
import io.fermata.testkit.chat.ToolCall;
import io.fermata.testkit.chat.Turn.Answer;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer as a message, or as the events of one. */
record AnthropicAnswer(String id, String model, Answer answer) {

    ObjectNode body() {
        var message = message();
        var content = message.withArray("content");
        if (hasText()) {
            content.add(block("text").put("text", answer.text()));
        }
        for (var call : answer.calls()) {
            var block = toolUse(call);
            block.set("input", input(call.arguments()));
            content.add(block);
        }
        message.put("stop_reason", stopReason());
        return finished(message, answer.usage().completionTokens());
    }

    /** As a text when a script garbled it: a whole message has no other place for what is no JSON. */
    private static JsonNode input(String arguments) {
        try {
            return Json.read(arguments);
        } catch (JacksonException _) {
            return Json.tree(arguments);
        }
    }

    /** message_start, ping, the blocks with their deltas, message_delta with the final usage, message_stop. */
    List<Frame> frames() {
        var frames = new ArrayList<Frame>();
        var start = event("message_start");
        start.set("message", finished(message().putNull("stop_reason"), 1));
        frames.add(frame(start, false));
        frames.add(frame(event("ping"), false));
        int index = 0;
        if (hasText()) {
            frames.addAll(textFrames(index++));
        }
        for (var call : answer.calls()) {
            frames.addAll(callFrames(index++, call));
        }
        var delta = event("message_delta");
        delta.putObject("delta").put("stop_reason", stopReason()).putNull("stop_sequence");
        delta.putObject("usage")
                .put("input_tokens", answer.usage().promptTokens())
                .put("output_tokens", answer.usage().completionTokens());
        frames.add(frame(delta, false));
        frames.add(frame(event("message_stop"), false));
        return frames;
    }

    private List<Frame> textFrames(int index) {
        var deltas = Chunks.of(answer.text()).stream()
                .map(piece -> block("text_delta").put("text", piece))
                .toList();
        return blockFrames(index, block("text").put("text", ""), deltas);
    }

    private static List<Frame> callFrames(int index, ToolCall call) {
        var deltas = new ArrayList<ObjectNode>();
        deltas.add(block("input_json_delta").put("partial_json", ""));
        Chunks.of(call.arguments())
                .forEach(piece -> deltas.add(block("input_json_delta").put("partial_json", piece)));
        var start = toolUse(call);
        start.putObject("input");
        return blockFrames(index, start, deltas);
    }

    private static List<Frame> blockFrames(int index, ObjectNode block, List<ObjectNode> deltas) {
        var frames = new ArrayList<Frame>();
        var start = event("content_block_start").put("index", index);
        start.set("content_block", block);
        frames.add(frame(start, false));
        for (var delta : deltas) {
            var event = event("content_block_delta").put("index", index);
            event.set("delta", delta);
            frames.add(frame(event, true));
        }
        frames.add(frame(event("content_block_stop").put("index", index), false));
        return frames;
    }

    private ObjectNode message() {
        var message = Json.object()
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model);
        message.putArray("content");
        return message;
    }

    private ObjectNode finished(ObjectNode message, long outputTokens) {
        message.putNull("stop_sequence");
        message.putObject("usage")
                .put("input_tokens", answer.usage().promptTokens())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", outputTokens)
                .put("service_tier", "standard");
        return message;
    }

    /** A model that says nothing at all still sends one empty block of text. */
    private boolean hasText() {
        return !answer.text().isEmpty() || answer.calls().isEmpty();
    }

    private String stopReason() {
        return switch (answer.finish()) {
            case STOP -> "end_turn";
            case TOOL_CALLS -> "tool_use";
            case LENGTH -> "max_tokens";
            case CONTENT_FILTER -> "refusal";
        };
    }

    /** Ids of calls are made for OpenAI's alphabet; Anthropic's begin differently. */
    private static ObjectNode toolUse(ToolCall call) {
        return block("tool_use").put("id", call.id()).put("name", call.name());
    }

    private static ObjectNode block(String type) {
        return Json.object().put("type", type);
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    private static Frame frame(ObjectNode event, boolean content) {
        return Frame.event(event.get("type").asString(), event.toString(), content);
    }
}
