package io.fermata.testkit.script;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.Message;
import io.fermata.testkit.chat.Role;
import io.fermata.testkit.chat.ToolCall;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers which rules a conversation has used. A conversation is recognised by its messages: what was answered to
 * some messages is filed under those messages plus the answer, where the next request finds it. Calls carry ids of
 * their own, so two runs that begin with the same words part at their first tool call.
 */
final class Conversations {
    private static final int REMEMBERED = 20_000;

    private final Map<Long, Uses> known = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Uses> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** How often each rule has answered so far. */
    record Uses(Map<Integer, Integer> counts) {
        static final Uses NONE = new Uses(Map.of());

        int of(int rule) {
            return counts.getOrDefault(rule, 0);
        }

        Uses plus(int rule) {
            var more = new HashMap<>(counts);
            more.merge(rule, 1, Integer::sum);
            return new Uses(Map.copyOf(more));
        }
    }

    synchronized Uses of(ChatRequest request) {
        long key = opening(request);
        var found = Uses.NONE;
        for (var message : request.messages()) {
            key = next(key, message);
            if (message.role() == Role.ASSISTANT) {
                found = known.getOrDefault(key, found);
            }
        }
        return known.getOrDefault(key, found);
    }

    /** The request was not answered: whoever repeats it goes on from here. */
    synchronized void failed(ChatRequest request, Uses uses) {
        known.put(key(request), uses);
    }

    /** The request was answered: failures before it are forgotten, so the same words start a conversation afresh. */
    synchronized void answered(ChatRequest request, String text, List<ToolCall> calls, Uses uses) {
        long key = key(request);
        if (request.messages().isEmpty() || request.messages().getLast().role() != Role.ASSISTANT) {
            known.remove(key);
        }
        known.put(next(key, Message.assistant(text, calls)), uses);
    }

    private static long key(ChatRequest request) {
        long key = opening(request);
        for (var message : request.messages()) {
            key = next(key, message);
        }
        return key;
    }

    private static long opening(ChatRequest request) {
        return mix(17, request.headers().getOrDefault("x-conversation-id", ""));
    }

    private static long next(long key, Message message) {
        long mixed = mix(key, message.role().name());
        var answered = message.answers();
        if (answered != null) {
            return mix(mixed, answered.id());
        }
        for (var call : message.calls()) {
            mixed = mix(mixed, call.id());
        }
        // Platforms may drop the words that came with a call, or trim them.
        return message.calls().isEmpty() ? mix(mixed, message.text().strip()) : mixed;
    }

    private static long mix(long key, String text) {
        long mixed = key * 0x9E3779B97F4A7C15L + text.length();
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mixed ^ (mixed >>> 29);
    }
}
