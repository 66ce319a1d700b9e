package io.fermata.tools.invocation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fermata.tools.invocation.OutcomeView.ErrorView;
import org.jspecify.annotations.Nullable;

/**
 * How a person's call ended.
 *
 * @param outcome succeeded, failed or unknown
 * @param output written through as the text it was stored as
 * @param tool the name of what was called
 */
record TriedView(
        String outcome,
        @JsonRawValue @Nullable String output,
        @Nullable ErrorView error,
        int attempts,
        long latencyMs,
        boolean replayed,
        String tool) {
    static TriedView of(String tool, Answer answer) {
        OutcomeView view = OutcomeView.of(answer);
        return new TriedView(
                view.outcome(), view.output(), view.error(), view.attempts(), view.latencyMs(), view.replayed(), tool);
    }
}
