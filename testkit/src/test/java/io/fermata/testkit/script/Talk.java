package io.fermata.testkit.script;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.Ids;
import io.fermata.testkit.chat.Message;
import io.fermata.testkit.chat.OutputFormat;
import io.fermata.testkit.chat.Role;
import io.fermata.testkit.chat.ToolCall;
import io.fermata.testkit.chat.ToolChoice;
import io.fermata.testkit.chat.ToolOffer;
import io.fermata.testkit.chat.Turn;
import io.fermata.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A conversation with a scripted model, written down as a client of a provider would hold it. */
final class Talk {
    private final ScriptPlayer player;
    private final List<Message> messages = new ArrayList<>();
    private List<ToolOffer> tools = List.of();
    private String model = "gpt-4o-mini";

    private Talk(ScriptPlayer player) {
        this.player = player;
    }

    static ScriptPlayer player(Script script) {
        return new ScriptPlayer(script, new Ids(new SplittableRandom(7)));
    }

    static Talk with(Script script) {
        return new Talk(player(script));
    }

    static Talk with(ScriptPlayer player) {
        return new Talk(player);
    }

    Talk model(String name) {
        model = name;
        return this;
    }

    Talk offering(String... names) {
        tools = Stream.of(names).map(name -> new ToolOffer(name, Json.object())).toList();
        return this;
    }

    Talk user(String text) {
        messages.add(Message.text(Role.USER, text));
        return this;
    }

    Talk system(String text) {
        messages.add(Message.text(Role.SYSTEM, text));
        return this;
    }

    /** Asks the model; an answer becomes part of the conversation, a failure does not. */
    Turn next() {
        return next(ToolChoice.auto(), OutputFormat.TEXT);
    }

    Turn next(ToolChoice choice, OutputFormat output) {
        var turn = player.answer(new ChatRequest(model, List.copyOf(messages), tools, choice, output, Map.of()));
        if (turn instanceof Turn.Answer answer) {
            messages.add(Message.assistant(answer.text(), answer.calls()));
        }
        return turn;
    }

    Turn.Answer answer() {
        return (Turn.Answer) next();
    }

    String text() {
        return answer().text();
    }

    List<ToolCall> calls() {
        return answer().calls();
    }

    /** Answers every call of the last turn with this result. */
    Talk result(String text) {
        var calls = messages.getLast().calls();
        calls.forEach(call -> messages.add(Message.result(call, text)));
        return this;
    }
}
