package io.fermata.testkit.script;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.Ids;
import io.fermata.testkit.chat.Model;
import io.fermata.testkit.chat.ToolChoice.Mode;
import io.fermata.testkit.chat.Turn;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.script.Conversations.Uses;
import io.fermata.testkit.script.Reply.CallTemplate;
import io.fermata.testkit.script.Reply.Says;
import io.fermata.testkit.script.Reply.Structured;
import java.util.List;
import java.util.Objects;

/** Plays a script for any number of conversations at a time. */
public final class ScriptPlayer implements Model {
    private final Script script;
    private final Performance performance;
    private final Conversations conversations = new Conversations();
    private final boolean counting;

    public ScriptPlayer(Script script, Ids ids) {
        this.script = script;
        this.performance = new Performance(ids);
        this.counting = script.rules().stream().anyMatch(Rule::counts);
    }

    public Script script() {
        return script;
    }

    @Override
    public Turn answer(ChatRequest request) {
        var uses = counting ? conversations.of(request) : Uses.NONE;
        for (int number = 0; number < script.rules().size(); number++) {
            var rule = script.rules().get(number);
            if (uses.of(number) >= rule.times()) {
                continue;
            }
            var captures = rule.match(request);
            var reply = rule.reply(uses.of(number));
            if (captures != null && allowed(reply, request)) {
                return remember(request, performance.of(reply, request, captures), uses.plus(number));
            }
        }
        return performance.of(withoutRule(request), request, new Captures(request));
    }

    private Turn remember(ChatRequest request, Turn turn, Uses uses) {
        if (!counting) {
            return turn;
        }
        if (turn instanceof Turn.Answer answer && answer.delivery().cut() == null) {
            conversations.answered(request, answer.text(), answer.calls(), uses);
        } else {
            conversations.failed(request, uses);
        }
        return turn;
    }

    /** A model that must not call tools does not, and one that must does: such rules are passed over. */
    private static boolean allowed(Reply reply, ChatRequest request) {
        if (reply.content() instanceof Reply.Fails) {
            return true;
        }
        var choice = request.choice();
        return switch (choice.mode()) {
            case AUTO -> true;
            case NONE -> !reply.callsTools();
            case REQUIRED ->
                reply.content() instanceof Says says
                        && !says.calls().isEmpty()
                        && says.calls().stream().allMatch(call -> choice.allows(call.name()));
        };
    }

    private Reply withoutRule(ChatRequest request) {
        if (script.strict()) {
            return Reply.of(new Reply.Fails(
                    400, "No rule of the script matches. The last user message was: " + request.lastUserText(), null));
        }
        if (request.choice().mode() == Mode.REQUIRED && !request.tools().isEmpty()) {
            return Reply.of(new Says("", List.of(forcedCall(request))));
        }
        if (request.output().json()) {
            return Reply.of(new Structured(SampleDocument.of(request.output().schema())));
        }
        return Reply.of(new Says(echo(request), List.of()));
    }

    private static CallTemplate forcedCall(ChatRequest request) {
        var wanted = request.choice().tool();
        var tool = wanted == null ? request.tools().getFirst() : Objects.requireNonNull(request.tool(wanted));
        return new CallTemplate(tool.name(), SampleDocument.of(tool.parameters()));
    }

    private static String echo(ChatRequest request) {
        var results = request.newResults();
        return results.isEmpty()
                ? "You said: " + request.lastUserText()
                : "You said: " + request.lastUserText() + " The tools answered: "
                        + Json.text(
                                results.stream().map(result -> result.text()).toList());
    }
}
