package io.fermata.executor.execution;

import io.fermata.executor.machine.RunError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a runner outside says about a run it has executed.
 *
 * @param lines what it did, in order, as it is to stand in the run's log
 * @param model the model it asked, as {@code provider/model}
 * @param tokens how many tokens that took; nobody said which were read and which were written
 */
public record Report(List<Line> lines, @Nullable String model, long tokens, Outcome outcome) {

    public Report {
        lines = List.copyOf(lines);
    }

    /** One line of the log. Input and output are JSON text. */
    public record Line(String type, String inputJson, String outputJson, long tokens, long latencyMillis) {}

    /** How the run ended. */
    public sealed interface Outcome {

        /**
         * The work is done.
         *
         * @param message what joins the session as the agent's answer, when the output has any
         */
        record Succeeded(String outputJson, @Nullable String message) implements Outcome {}

        record Failed(RunError error) implements Outcome {}
    }
}
