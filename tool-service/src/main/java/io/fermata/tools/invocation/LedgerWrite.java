package io.fermata.tools.invocation;

import io.fermata.starter.web.TraceContext;
import io.fermata.tools.catalog.ToolDefinition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A line to be written into the ledger. */
sealed interface LedgerWrite {
    String executionId();

    /** Whose work the line is about: whoever writes it down may work for somebody else. */
    TraceContext trace();

    /**
     * A new effect, if its key is new and its tool version current.
     *
     * @param rejection when set, nothing will be called and this is the outcome
     */
    record Open(
            String executionId,
            Invocation invocation,
            ToolDefinition tool,
            Duration lease,
            @Nullable ToolError rejection,
            TraceContext trace)
            implements LedgerWrite {}

    /** The outcome of an effect, if it is still this claim's to tell. */
    record Close(Claim claim, Invocation invocation, Outcome outcome, TraceContext trace) implements LedgerWrite {
        @Override
        public String executionId() {
            return claim.executionId();
        }
    }
}
