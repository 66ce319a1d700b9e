package io.fermata.tools.invocation;

import io.fermata.starter.events.OutgoingEvent;
import io.fermata.tools.catalog.ToolDefinition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line to be written into the ledger. */
sealed interface LedgerWrite {
    String executionId();

    /** What is told if the line is written; by whoever's work it is about, for another may write it down. */
    List<OutgoingEvent> events();

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
            List<OutgoingEvent> events)
            implements LedgerWrite {}

    /** The outcome of an effect, if it is still this claim's to tell. */
    record Close(Claim claim, Outcome outcome, List<OutgoingEvent> events) implements LedgerWrite {
        @Override
        public String executionId() {
            return claim.executionId();
        }
    }
}
