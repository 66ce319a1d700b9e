package io.fermata.executor.model;

import dev.langchain4j.model.output.TokenUsage;
import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.model.ModelQuestion.Message;
import io.fermata.executor.model.ModelQuestion.ModelToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer took. A provider's own count is taken where it can be one; where it is missing, or less than what was
 * read and written needs, the tokens are estimated: an answer that costs nothing would pass every budget.
 */
record Tokens(long prompt, long completion) {

    static Tokens of(@Nullable TokenUsage counted, ModelQuestion question, String text, List<ModelToolCall> calls) {
        @Nullable Integer prompt = counted == null ? null : counted.inputTokenCount();
        @Nullable Integer completion = counted == null ? null : counted.outputTokenCount();
        long asked = question.systemPrompt().length()
                + question.messages().stream().mapToLong(Tokens::length).sum();
        long answered = text.length() + length(calls);
        return new Tokens(countedOr(prompt, asked), countedOr(completion, answered));
    }

    private static long countedOr(@Nullable Integer counted, long characters) {
        if (counted != null && (counted > 0 || (counted == 0 && characters == 0))) {
            return counted;
        }
        return Math.ceilDiv(characters, ModelUsage.CHARACTERS_PER_TOKEN);
    }

    private static long length(Message message) {
        return switch (message) {
            case Message.User(String text) -> text.length();
            case Message.Assistant(String text, List<ModelToolCall> calls) -> text.length() + length(calls);
            case Message.ToolResult(var _, String toolName, String text) -> toolName.length() + text.length();
        };
    }

    private static long length(List<ModelToolCall> calls) {
        return calls.stream()
                .mapToLong(
                        call -> call.wireName().length() + call.argumentsJson().length())
                .sum();
    }
}
