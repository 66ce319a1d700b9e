package io.fermata.executor.machine;

import java.util.Optional;

/** Decides whether a final answer is what the agent promised. */
public interface OutputCheck {

    /** The output of the run as JSON text. */
    Verdict check(String text);

    /**
     * What was found.
     *
     * @param outputJson the run's output when the answer is good
     * @param complaint what the model must mend otherwise
     */
    record Verdict(String outputJson, Optional<String> complaint) {}
}
