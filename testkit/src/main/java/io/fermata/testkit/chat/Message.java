package io.fermata.testkit.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the conversation.
 *
 * @param calls the tools an assistant asked for
 * @param answers for a TOOL message: the call whose result this is
 */
public record Message(
        Role role,
        String text,
        List<ToolCall> calls,
        @Nullable ToolCall answers) {
    public static Message text(Role role, String text) {
        return new Message(role, text, List.of(), null);
    }

    public static Message assistant(String text, List<ToolCall> calls) {
        return new Message(Role.ASSISTANT, text, List.copyOf(calls), null);
    }

    public static Message result(ToolCall call, String text) {
        return new Message(Role.TOOL, text, List.of(), call);
    }
}
