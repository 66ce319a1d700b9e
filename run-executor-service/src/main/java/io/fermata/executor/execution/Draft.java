package io.fermata.executor.execution;

import io.fermata.executor.execution.JournalEntry.Attempt;
import io.fermata.executor.execution.JournalEntry.Reply;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.events.OutgoingEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next journal entry of a run while it is being put together. */
final class Draft {

    private final List<StepRow> steps = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<OutgoingEvent> events = new ArrayList<>();
    private final List<String> consumedSignals = new ArrayList<>();
    private @Nullable Reply reply;

    void add(StepRow step) {
        steps.add(step);
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    void add(OutgoingEvent event) {
        events.add(event);
    }

    void consume(String signalId) {
        consumedSignals.add(signalId);
    }

    void reply(Reply message) {
        reply = message;
    }

    List<StepRow> steps() {
        return List.copyOf(steps);
    }

    boolean isEmpty() {
        return steps.isEmpty() && attempts.isEmpty() && events.isEmpty() && consumedSignals.isEmpty() && reply == null;
    }

    JournalEntry toEntry(Run run, Lease lease, boolean release) {
        return new JournalEntry(
                run,
                lease,
                release,
                List.copyOf(steps),
                List.copyOf(attempts),
                List.copyOf(events),
                List.copyOf(consumedSignals),
                reply);
    }
}
