package io.fermata.tools.invocation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fermata.contracts.event.ToolChanged;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, as callers read it.
 *
 * @param outcome succeeded, failed, unknown or stale
 * @param output written through as the text it was stored as
 * @param tool the current definition, when the caller's is stale
 */
record OutcomeView(
        String outcome,
        @JsonRawValue @Nullable String output,
        @Nullable ErrorView error,
        int attempts,
        long latencyMs,
        boolean replayed,
        @Nullable ToolChanged tool) {
    record ErrorView(String code, String message, boolean retryable) {
        static @Nullable ErrorView of(@Nullable ToolError error) {
            return error == null
                    ? null
                    : new ErrorView(
                            error.code().slug(), error.message(), error.code().retryable());
        }
    }

    static OutcomeView of(Answer answer) {
        return switch (answer) {
            case Answer.Finished(Outcome done, boolean replayed) ->
                new OutcomeView(
                        StatusWords.of(done.state()),
                        done.outputJson(),
                        ErrorView.of(done.error()),
                        done.attempts(),
                        done.latencyMillis(),
                        replayed,
                        null);
            case Answer.Stale(var current) -> new OutcomeView("stale", null, null, 0, 0, false, current.changed());
            case Answer.NotNow(ToolError error) ->
                new OutcomeView("failed", null, ErrorView.of(error), 0, 0, false, null);
        };
    }
}
