package io.fermata.testkit.script;

import io.fermata.testkit.chat.Delivery;
import io.fermata.testkit.chat.Delivery.Cut;
import io.fermata.testkit.chat.Delivery.Unit;
import io.fermata.testkit.chat.Turn.Finish;
import io.fermata.testkit.chat.Usage;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.script.Reply.CallTemplate;
import io.fermata.testkit.script.Reply.Fails;
import io.fermata.testkit.script.Reply.Says;
import io.fermata.testkit.script.Reply.Structured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects one reply, for the fluent builder and for the file reader alike. */
public final class ReplyBuilder {
    private final List<CallTemplate> calls = new ArrayList<>();
    private String text = "";
    private @Nullable JsonNode json;
    private @Nullable Fails failure;
    private Duration before = Duration.ZERO;
    private Duration perChunk = Duration.ZERO;
    private @Nullable Cut cut;
    private @Nullable Integer truncateAt;
    private @Nullable Usage usage;
    private @Nullable Finish finish;

    ReplyBuilder() {}

    public ReplyBuilder text(String words) {
        text = words;
        return this;
    }

    /** Asks for a tool; several calls are made in one turn. */
    public ReplyBuilder call(String tool, Map<String, ?> arguments) {
        return call(tool, Json.tree(arguments));
    }

    /** Asks for a tool with what a model may write in place of arguments: half an object, say, or no JSON at all. */
    public ReplyBuilder garbledCall(String tool, String written) {
        return call(tool, Json.tree(written));
    }

    ReplyBuilder call(String tool, JsonNode arguments) {
        calls.add(new CallTemplate(tool, arguments));
        return this;
    }

    /** Answers with this value as JSON. */
    public ReplyBuilder json(Object document) {
        json = Json.tree(document);
        return this;
    }

    public ReplyBuilder fail(int status, @Nullable String message, @Nullable Duration retryAfter) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("an error status is 400 to 599: " + status);
        }
        failure = new Fails(status, message, retryAfter);
        return this;
    }

    /** Waits before the first byte. */
    public ReplyBuilder delay(Duration wait) {
        before = wait;
        return this;
    }

    /** Waits before each further chunk of a stream. */
    public ReplyBuilder perChunk(Duration wait) {
        perChunk = wait;
        return this;
    }

    public ReplyBuilder cut(int after, Unit unit) {
        cut = new Cut(after, unit);
        return this;
    }

    public ReplyBuilder truncateAt(int characters) {
        truncateAt = characters;
        return this;
    }

    public ReplyBuilder usage(long promptTokens, long completionTokens) {
        usage = new Usage(promptTokens, completionTokens);
        return this;
    }

    public ReplyBuilder finish(Finish reason) {
        finish = reason;
        return this;
    }

    Reply build() {
        return new Reply(content(), new Delivery(before, perChunk, cut), truncateAt, usage, finish);
    }

    private Reply.Content content() {
        if (failure != null) {
            return failure;
        }
        return json == null ? new Says(text, List.copyOf(calls)) : new Structured(json);
    }
}
