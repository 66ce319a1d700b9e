package io.fermata.testkit.openai;

import io.fermata.testkit.chat.Chunks;
import io.fermata.testkit.chat.ToolCall;
import io.fermata.testkit.chat.Turn.Answer;
import io.fermata.testkit.chat.Turn.Finish;
import io.fermata.testkit.chat.Usage;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.wire.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer as a chat completion, or as the chunks of one. */
record OpenAiAnswer(String id, Instant created, String model, Answer answer) {

    ObjectNode body() {
        var body = head("chat.completion");
        var choice = body.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        message.put("content", answer.text().isEmpty() && !answer.calls().isEmpty() ? null : answer.text());
        if (!answer.calls().isEmpty()) {
            var calls = message.putArray("tool_calls");
            answer.calls().forEach(call -> calls.add(call(call, call.arguments())));
        }
        message.putNull("refusal").putArray("annotations");
        choice.putNull("logprobs").put("finish_reason", finish());
        body.set("usage", usage(answer.usage()));
        return body.put("service_tier", "default").put("system_fingerprint", "fp_scripted");
    }

    /** Role, words, calls with their arguments in pieces, reason, usage when asked for, and the end mark. */
    List<Frame> frames(boolean includeUsage) {
        var writer = new Chunk(includeUsage);
        var frames = new ArrayList<Frame>();
        var first = Json.object().put("role", "assistant");
        frames.add(writer.delta(
                answer.calls().isEmpty() ? first.put("content", "").putNull("refusal") : first.putNull("content"),
                false));
        for (var piece : Chunks.of(answer.text())) {
            frames.add(writer.delta(Json.object().put("content", piece), true));
        }
        for (int i = 0; i < answer.calls().size(); i++) {
            frames.addAll(callFrames(writer, i, answer.calls().get(i)));
        }
        frames.add(writer.last(finish()));
        if (includeUsage) {
            frames.add(writer.usage());
        }
        frames.add(Frame.data("[DONE]", false));
        return frames;
    }

    private static List<Frame> callFrames(Chunk writer, int index, ToolCall call) {
        var frames = new ArrayList<Frame>();
        frames.add(writer.delta(toolDelta(call(call, "").put("index", index)), true));
        for (var piece : Chunks.of(call.arguments())) {
            var part = Json.object().put("index", index);
            part.putObject("function").put("arguments", piece);
            frames.add(writer.delta(toolDelta(part), true));
        }
        return frames;
    }

    private static ObjectNode toolDelta(ObjectNode call) {
        var delta = Json.object();
        delta.putArray("tool_calls").add(call);
        return delta;
    }

    private static ObjectNode call(ToolCall call, String arguments) {
        var node = Json.object().put("id", call.id()).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", arguments);
        return node;
    }

    private ObjectNode head(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created.getEpochSecond())
                .put("model", model);
    }

    private String finish() {
        return answer.finish() == Finish.STOP ? "stop" : answer.finish().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode usage(Usage usage) {
        var node = Json.object()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.total());
        node.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        node.putObject("completion_tokens_details").put("reasoning_tokens", 0).put("audio_tokens", 0);
        return node;
    }

    /** The parts of a chunk that are the same in all of them are written once. */
    private final class Chunk {
        private final String head;
        private final String tail;

        Chunk(boolean includeUsage) {
            var common = Json.text(head("chat.completion.chunk")
                    .put("service_tier", "default")
                    .put("system_fingerprint", "fp_scripted"));
            head = common.substring(0, common.length() - 1) + ",\"choices\":[";
            tail = includeUsage ? "],\"usage\":null}" : "]}";
        }

        Frame delta(ObjectNode delta, boolean content) {
            return choice(delta.toString(), "null", content);
        }

        Frame last(String finish) {
            return choice("{}", '"' + finish + '"', false);
        }

        Frame usage() {
            return Frame.data(head + "],\"usage\":" + OpenAiAnswer.usage(answer.usage()) + "}", false);
        }

        private Frame choice(String delta, String finish, boolean content) {
            var choice = "{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}";
            return Frame.data(head + choice + tail, content);
        }
    }
}
