package io.fermata.executor.execution;

import io.fermata.executor.run.Run;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.events.OutgoingEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one turn of a run changes, to be committed together: outcomes of the last effects, intents of the next.
 *
 * @param run the run as it is afterwards
 * @param release whether the lease ends with this entry
 */
record JournalEntry(
        Run run,
        Lease lease,
        boolean release,
        List<StepRow> steps,
        List<Attempt> attempts,
        List<OutgoingEvent> events,
        List<String> consumedSignals,
        @Nullable Reply reply) {

    enum AttemptState {
        INTENT,
        DONE,
        FAILED,
        UNKNOWN
    }

    /** One time that a model was asked. Its id is the id of its usage event. */
    record Attempt(String id, int turn, int n, String model, AttemptState state, Instant at) {
        Attempt to(AttemptState next) {
            return new Attempt(id, turn, n, model, next, at);
        }
    }

    /** The assistant's message with which a run ends, kept for the session. */
    record Reply(String id, String text, Instant at) {}
}
