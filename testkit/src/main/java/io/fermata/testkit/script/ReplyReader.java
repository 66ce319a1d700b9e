package io.fermata.testkit.script;

import io.fermata.testkit.chat.Delivery.Unit;
import io.fermata.testkit.chat.Turn.Finish;
import io.fermata.testkit.json.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads what a rule answers. */
final class ReplyReader {
    private static final String[] KEYS = {
        "reply", "tool_calls", "json", "error", "delay", "cut", "truncate_json", "usage", "finish"
    };

    private ReplyReader() {}

    static String[] withKeys(String... more) {
        return Stream.concat(Stream.of(more), Stream.of(KEYS)).toArray(String[]::new);
    }

    static Reply read(Fields fields) {
        if (!fields.has("reply") && !fields.has("tool_calls") && !fields.node().has("json") && !fields.has("error")) {
            throw new ScriptException(fields.place() + " answers nothing: give it reply, tool_calls, json or error");
        }
        var reply = new ReplyBuilder();
        content(fields, reply);
        delivery(fields, reply);
        adjustments(fields, reply);
        return reply.build();
    }

    private static void content(Fields fields, ReplyBuilder reply) {
        if (fields.has("reply")) {
            reply.text(ScriptReader.required(fields, "reply"));
        }
        if (fields.node().has("json")) {
            reply.json(fields.value("json"));
        }
        for (var call : fields.list("tool_calls")) {
            call.allowOnly("name", "arguments");
            reply.call(
                    ScriptReader.required(call, "name"),
                    call.has("arguments") ? call.value("arguments") : Json.object());
        }
        if (fields.has("error")) {
            error(fields, reply);
        }
    }

    private static void error(Fields fields, ReplyBuilder reply) {
        if (!fields.value("error").isObject()) {
            reply.fail(fields.number("error"), null, null);
            return;
        }
        var error = fields.child("error");
        error.allowOnly("status", "message", "retry_after");
        var retryAfter = error.has("retry_after") ? Duration.ofSeconds(error.number("retry_after")) : null;
        reply.fail(error.number("status"), error.text("message"), retryAfter);
    }

    private static void delivery(Fields fields, ReplyBuilder reply) {
        if (fields.has("delay") && fields.value("delay").isNumber()) {
            reply.delay(Duration.ofMillis(fields.number("delay")));
        } else if (fields.has("delay")) {
            var delay = fields.child("delay");
            delay.allowOnly("before", "per_chunk");
            reply.delay(Duration.ofMillis(delay.number("before", 0)));
            reply.perChunk(Duration.ofMillis(delay.number("per_chunk", 0)));
        }
        if (fields.has("cut")) {
            var cut = fields.child("cut");
            cut.allowOnly("chunks", "bytes");
            var unit = cut.has("bytes") ? Unit.BYTES : Unit.CHUNKS;
            reply.cut(cut.number(unit == Unit.BYTES ? "bytes" : "chunks"), unit);
        }
    }

    private static void adjustments(Fields fields, ReplyBuilder reply) {
        if (fields.has("truncate_json")) {
            reply.truncateAt(fields.number("truncate_json"));
        }
        if (fields.has("usage")) {
            var usage = fields.child("usage");
            usage.allowOnly("prompt_tokens", "completion_tokens");
            reply.usage(usage.number("prompt_tokens", 0), usage.number("completion_tokens", 0));
        }
        if (fields.has("finish")) {
            reply.finish(finish(fields));
        }
    }

    private static Finish finish(Fields fields) {
        var name = ScriptReader.required(fields, "finish").toUpperCase(Locale.ROOT);
        return Stream.of(Finish.values())
                .filter(finish -> finish.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ScriptException(
                        fields.place() + ".finish must be stop, tool_calls, length or content_filter"));
    }
}
