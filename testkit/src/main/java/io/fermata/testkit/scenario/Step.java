package io.fermata.testkit.scenario;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One step of a run, as {@code GET /api/v1/runs/{id}/steps} shows it. */
public record Step(JsonNode json) {
    private static final int SHOWN = 160;

    public long sequence() {
        return json.path("sequence").asLong();
    }

    public String type() {
        return json.path("type").asString("");
    }

    public JsonNode input() {
        return json.path("input");
    }

    public JsonNode output() {
        return json.path("output");
    }

    /** The tool a call, result or approval is about; empty for other steps. */
    public String tool() {
        return input().path("tool").asString("");
    }

    public JsonNode arguments() {
        return input().path("arguments");
    }

    boolean is(String wantedType, String wantedTool) {
        return type().equals(wantedType) && tool().equals(wantedTool);
    }

    /** One line of the log that failure messages print. */
    String line() {
        var text = switch (type()) {
            case "think" -> thought();
            case "tool_call", "approval_request" -> tool() + " " + arguments();
            case "tool_result", "approval_response" -> tool() + " → " + output();
            default -> output().toString();
        };
        var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return "%4d  %-17s %s".formatted(sequence(), type(), shown);
    }

    private String thought() {
        var calls = output().path("tool_calls")
                .valueStream()
                .map(call -> call.path("name").asString(""))
                .collect(Collectors.joining(", "));
        var text = output().path("text").asString("");
        return calls.isEmpty() ? text : text + " → " + calls;
    }
}
