package io.fermata.executor.stream;

import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunViews;
import io.fermata.executor.run.StepRow;
import io.fermata.executor.run.StepView;
import io.fermata.executor.run.StreamRedaction;
import io.fermata.starter.json.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The JSON of the events {@code step}, {@code token} and {@code run}, the same over SSE and WebSocket. */
@Component
class RunFrames {

    private final Json json;
    private final RunViews views;
    private final StreamRedaction redaction;

    RunFrames(Json json, RunViews views, StreamRedaction redaction) {
        this.json = json;
        this.views = views;
        this.redaction = redaction;
    }

    record Token(String runId, long sequence, long index, String text) {}

    /** WebSocket has no event names or ids of its own. */
    record Frame(String event, @Nullable Long id, Object data) {}

    String step(StepRow step) {
        return json.write(view(step));
    }

    String run(Run run) {
        return json.write(view(run));
    }

    String token(String runId, long sequence, long index, String text) {
        return json.write(new Token(runId, sequence, index, text));
    }

    String stepFrame(StepRow step) {
        return json.write(new Frame("step", step.sequence(), view(step)));
    }

    String runFrame(Run run) {
        return json.write(new Frame("run", null, view(run)));
    }

    String tokenFrame(String runId, long sequence, long index, String text) {
        return json.write(new Frame("token", null, new Token(runId, sequence, index, text)));
    }

    private StepView view(StepRow step) {
        return StepView.of(redaction.shown(step), json);
    }

    private JsonNode view(Run run) {
        return redaction.shown(json.tree(views.of(run)), "input", "output", "error", "metadata", "unknown_outcomes");
    }
}
