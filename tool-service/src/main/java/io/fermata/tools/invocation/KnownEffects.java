package io.fermata.tools.invocation;

import io.fermata.tools.catalog.CurrentTool;
import io.fermata.tools.catalog.ToolVersions;
import io.fermata.tools.egress.Cancellation;
import io.fermata.tools.egress.Deadline;
import io.fermata.tools.invocation.Answer.Finished;
import io.fermata.tools.invocation.Answer.NotNow;
import io.fermata.tools.invocation.Answer.Stale;
import io.fermata.tools.invocation.ToolError.Code;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What to say, or do, about an effect that could not be begun: it is known already, or its tool is not what it was. */
@Component
class KnownEffects {
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration RARELY = Duration.ofMillis(500);

    private final EffectLedger ledger;
    private final ToolVersions versions;
    private final CallableTools tools;
    private final Duration patience;

    KnownEffects(EffectLedger ledger, ToolVersions versions, CallableTools tools, InvocationSettings settings) {
        this.ledger = ledger;
        this.versions = versions;
        this.tools = tools;
        this.patience = settings.patience();
    }

    /** Either an answer, or the effect was abandoned and is the caller's now. */
    sealed interface Settled {
        record Told(Answer answer) implements Settled {}

        record TakenOver(Claim claim, CallableTool tool) implements Settled {}
    }

    /** Waits for an effect that another replica is performing. */
    Settled settle(Invocation invocation, Cancellation cancellation) {
        Deadline deadline = Deadline.in(patience);
        Duration pause = FIRST_LOOK;
        while (!deadline.passed()) {
            @Nullable LedgerEntry entry = ledger.find(invocation.effectKey()).orElse(null);
            if (entry == null) {
                return new Settled.Told(notBegun(invocation));
            }
            Conflicts.requireSameEffect(entry.sameEffect(invocation));
            Optional<Settled> settled = settle(entry);
            if (settled.isPresent()) {
                return settled.get();
            }
            pause(cancellation, pause);
            pause = pause.multipliedBy(2).compareTo(RARELY) < 0 ? pause.multipliedBy(2) : RARELY;
        }
        throw Conflicts.inProgress();
    }

    private Optional<Settled> settle(LedgerEntry entry) {
        Outcome outcome = entry.outcome();
        if (outcome != null) {
            return Optional.of(new Settled.Told(new Finished(outcome, true)));
        }
        if (entry.held()) {
            return Optional.empty();
        }
        CallableTool tool = tools.find(entry.tool(), entry.toolVersion())
                .orElseThrow(() -> new IllegalStateException("no version of a tool is ever removed"));
        return ledger.takeOver(entry, tool.definition()).map(claim -> new Settled.TakenOver(claim, tool));
    }

    private Answer notBegun(Invocation invocation) {
        Optional<CurrentTool> current = versions.current(invocation.tool());
        if (current.isEmpty()) {
            return new NotNow(ToolError.of(Code.TOOL_NOT_FOUND, "There is no tool called " + invocation.tool() + "."));
        }
        if (current.get().version() != invocation.toolVersion()) {
            return new Stale(current.get());
        }
        // It was released, or its tool came back, between two looks: begin again.
        throw Conflicts.inProgress();
    }

    private static void pause(Cancellation cancellation, Duration time) {
        try {
            if (cancellation.await(time)) {
                throw Conflicts.inProgress();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Conflicts.inProgress();
        }
    }
}
