package io.fermata.executor.stream;

import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunView;
import io.fermata.executor.run.StepRow;
import io.fermata.executor.run.StepView;
import io.fermata.starter.json.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The JSON of the events {@code step}, {@code token} and {@code run}, the same over SSE and WebSocket. */
@Component
class RunFrames {

    private final Json json;

    RunFrames(Json json) {
        this.json = json;
    }

    record Token(String runId, long sequence, long index, String text) {}

    /** WebSocket has no event names or ids of its own. */
    record Frame(String event, @Nullable Long id, Object data) {}

    String step(StepRow step) {
        return json.write(StepView.of(step, json));
    }

    String run(Run run) {
        return json.write(RunView.of(run, json));
    }

    String token(String runId, long sequence, long index, String text) {
        return json.write(new Token(runId, sequence, index, text));
    }

    String stepFrame(StepRow step) {
        return json.write(new Frame("step", step.sequence(), StepView.of(step, json)));
    }

    String runFrame(Run run) {
        return json.write(new Frame("run", null, RunView.of(run, json)));
    }

    String tokenFrame(String runId, long sequence, long index, String text) {
        return json.write(new Frame("token", null, new Token(runId, sequence, index, text)));
    }
}
