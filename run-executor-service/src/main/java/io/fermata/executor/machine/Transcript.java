package io.fermata.executor.machine;

import java.util.ArrayList;
import java.util.List;

/** What this run has said to the model so far, after the session's history and the user's own message. */
public record Transcript(List<Entry> entries, long characters) {

    static final Transcript EMPTY = new Transcript(List.of(), 0);

    public Transcript {
        entries = List.copyOf(entries);
    }

    public sealed interface Entry {
        record AssistantSaid(String text, List<ToolCall> calls) implements Entry {}

        record ToolAnswered(ToolCall call, String resultJson) implements Entry {}

        record PlatformSaid(String text) implements Entry {}
    }

    Transcript plus(Entry entry) {
        List<Entry> longer = new ArrayList<>(entries.size() + 1);
        longer.addAll(entries);
        longer.add(entry);
        return new Transcript(longer, characters + length(entry));
    }

    private static long length(Entry entry) {
        return switch (entry) {
            case Entry.AssistantSaid(String text, List<ToolCall> calls) ->
                text.length()
                        + calls.stream()
                                .mapToLong(call -> call.argumentsJson().length()
                                        + call.tool().length())
                                .sum();
            case Entry.ToolAnswered(var _, String resultJson) -> resultJson.length();
            case Entry.PlatformSaid(String text) -> text.length();
        };
    }
}
