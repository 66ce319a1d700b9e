package io.fermata.testkit.script;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.Message;
import io.fermata.testkit.chat.Role;
import io.fermata.testkit.chat.ToolOffer;

/** One thing a rule asks of a request. */
@FunctionalInterface
public interface Condition {
    boolean holds(ChatRequest request, Captures captures);

    static Condition model(TextMatch match) {
        return (request, captures) -> match.matches(request.model(), captures);
    }

    static Condition user(TextMatch match) {
        return (request, captures) -> match.matches(request.lastUserText(), captures);
    }

    static Condition system(TextMatch match) {
        return (request, captures) -> match.matches(request.systemText(), captures);
    }

    static Condition header(String name, TextMatch match) {
        return (request, captures) -> {
            var value = request.headers().get(name);
            return value != null && match.matches(value, captures);
        };
    }

    static Condition lastRole(Role role) {
        return (request, _) ->
                !request.messages().isEmpty() && request.messages().getLast().role() == role;
    }

    /** Some result that ends the conversation matches. */
    static Condition toolResult(TextMatch match) {
        return (request, captures) ->
                request.newResults().stream().anyMatch(result -> match.matches(result.text(), captures));
    }

    /** The conversation ends with a result of this tool. */
    static Condition toolAnswered(String tool) {
        return (request, _) -> request.newResults().stream().anyMatch(result -> isOf(result, tool));
    }

    static Condition hasTool(String tool) {
        return (request, _) -> request.tool(tool) != null;
    }

    static Condition call(int number) {
        return (request, _) -> request.call() == number;
    }

    static Condition round(int number) {
        return (request, _) -> request.round() == number;
    }

    private static boolean isOf(Message result, String tool) {
        var call = result.answers();
        return call != null && ToolOffer.sameTool(call.name(), tool);
    }
}
