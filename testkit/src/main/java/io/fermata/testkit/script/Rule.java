package io.fermata.testkit.script;

import io.fermata.testkit.chat.ChatRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests on which every condition holds.
 *
 * @param replies one after the other within a conversation; the last one is repeated
 * @param times how often the rule may answer within one conversation
 */
public record Rule(List<Condition> conditions, List<Reply> replies, int times) {
    public static final int WITHOUT_LIMIT = Integer.MAX_VALUE;

    public Rule {
        conditions = List.copyOf(conditions);
        replies = List.copyOf(replies);
        if (replies.isEmpty()) {
            throw new IllegalArgumentException("a rule needs something to answer: reply, tool_calls, json or error");
        }
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1: " + times);
        }
    }

    @Nullable
    Captures match(ChatRequest request) {
        var captures = new Captures(request);
        return conditions.stream().allMatch(condition -> condition.holds(request, captures)) ? captures : null;
    }

    Reply reply(int uses) {
        return replies.get(Math.min(uses, replies.size() - 1));
    }

    boolean counts() {
        return times != WITHOUT_LIMIT || replies.size() > 1;
    }
}
