package io.fermata.testkit.script;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.Ids;
import io.fermata.testkit.chat.ToolCall;
import io.fermata.testkit.chat.Turn;
import io.fermata.testkit.chat.Turn.Answer;
import io.fermata.testkit.chat.Turn.Failure;
import io.fermata.testkit.chat.Turn.Finish;
import io.fermata.testkit.chat.Usage;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.script.Reply.CallTemplate;
import io.fermata.testkit.script.Reply.Fails;
import io.fermata.testkit.script.Reply.Says;
import io.fermata.testkit.script.Reply.Structured;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a reply, which is a template, into the turn of one conversation. */
final class Performance {
    private final Ids ids;

    Performance(Ids ids) {
        this.ids = ids;
    }

    Turn of(Reply reply, ChatRequest request, Captures captures) {
        return switch (reply.content()) {
            case Fails failure ->
                new Failure(
                        failure.status(),
                        failure.message(),
                        failure.retryAfter(),
                        reply.delivery().before());
            case Structured structured ->
                answer(reply, request, Json.text(Template.fill(structured.json(), captures)), List.of());
            case Says says ->
                answer(reply, request, Template.fill(says.text(), captures), calls(says, request, captures));
        };
    }

    private Answer answer(Reply reply, ChatRequest request, String wholeText, List<ToolCall> calls) {
        var text = truncated(wholeText, reply.truncateAt());
        var usage = reply.usage() == null ? Usage.estimate(request, text, calls) : reply.usage();
        return new Answer(text, calls, finish(reply, calls), usage, reply.delivery());
    }

    private List<ToolCall> calls(Says says, ChatRequest request, Captures captures) {
        var wanted = request.choice().parallel()
                ? says.calls()
                : says.calls().stream().limit(1).toList();
        return wanted.stream().map(call -> call(call, request, captures)).toList();
    }

    /** Uses the name under which the request offers the tool; a tool that is not offered is called all the same. */
    private ToolCall call(CallTemplate call, ChatRequest request, Captures captures) {
        var offer = request.tool(call.name());
        return new ToolCall(
                ids.next("call_"),
                offer == null ? call.name() : offer.name(),
                written(Template.fill(call.arguments(), captures)));
    }

    private static String written(JsonNode arguments) {
        return arguments.isString() ? arguments.stringValue() : Json.text(arguments);
    }

    private static String truncated(String text, @Nullable Integer at) {
        return at == null ? text : text.substring(0, Math.min(at, text.length()));
    }

    private static Finish finish(Reply reply, List<ToolCall> calls) {
        if (reply.finish() != null) {
            return reply.finish();
        }
        if (reply.truncateAt() != null) {
            return Finish.LENGTH;
        }
        return calls.isEmpty() ? Finish.STOP : Finish.TOOL_CALLS;
    }
}
