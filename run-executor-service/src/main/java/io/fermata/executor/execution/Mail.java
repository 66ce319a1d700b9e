package io.fermata.executor.execution;

import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.model.ModelAnswer;
import io.fermata.executor.model.ModelFailure;
import io.fermata.executor.toolbox.ToolExecutions;

/** What reaches the thread of a run from outside it. */
sealed interface Mail {

    record ModelAnswered(ModelAnswer answer, long latencyMillis) implements Mail {}

    record ModelFailed(ModelFailure failure) implements Mail {}

    record ToolFinished(ToolCall call, ToolExecutions.Outcome outcome, long latencyMillis) implements Mail {}

    /** An effect broke in a way that nobody foresaw. */
    record EffectBroke(RuntimeException cause) implements Mail {}

    /** There are signals to be read. */
    record News() implements Mail {}

    /** The instance is going away: begin nothing new. */
    record Stop() implements Mail {}
}
