package io.fermata.tools.invocation;

import io.fermata.tools.catalog.Idempotency;
import io.fermata.tools.egress.Cancellation;
import io.fermata.tools.egress.Deadline;
import io.fermata.tools.invocation.Answer.Finished;
import io.fermata.tools.invocation.Answer.NotNow;
import io.fermata.tools.invocation.ArgumentCheck.RejectedException;
import io.fermata.tools.invocation.Attempts.Tried;
import io.fermata.tools.invocation.CallResult.Answered;
import io.fermata.tools.invocation.CallResult.Failed;
import io.fermata.tools.invocation.Outcome.State;
import io.fermata.tools.invocation.ToolError.Code;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Performs a claimed effect and writes its outcome. No database connection is held while the tool is called. */
@Component
class PerformEffect {
    private final CallQuota quota;
    private final Attempts attempts;
    private final ArgumentCheck check;
    private final DurableClose close;
    private final EffectLedger ledger;

    PerformEffect(CallQuota quota, Attempts attempts, ArgumentCheck check, DurableClose close, EffectLedger ledger) {
        this.quota = quota;
        this.attempts = attempts;
        this.check = check;
        this.close = close;
        this.ledger = ledger;
    }

    /** Gives empty when the effect was taken over meanwhile, and its outcome is somebody else's. */
    Optional<Answer> handle(
            Claim claim, CallableTool tool, Invocation invocation, ObjectNode arguments, Cancellation cancellation) {
        Deadline deadline = Deadline.in(tool.definition().limits().timeout());
        Optional<ToolError> refusal = quota.refuse(tool.definition());
        if (refusal.isPresent() && refusal.get().code().retryable()) {
            ledger.release(claim);
            return Optional.of(new NotNow(refusal.get()));
        }
        Outcome outcome = refusal.map(
                        error -> Outcome.failed(error, 0, deadline.elapsed().toMillis()))
                .orElseGet(() -> call(claim, tool, arguments, deadline, cancellation));
        return write(claim, invocation, outcome);
    }

    /** The owner of the effect died, and its tool can be neither asked nor called again. */
    Optional<Answer> giveUp(Claim claim, Invocation invocation) {
        ToolError error = ToolError.of(
                Code.INTERRUPTED,
                "The call was interrupted and may or may not have taken effect; it is not made again.");
        return write(claim, invocation, Outcome.unknown(error, claim.epoch() - 1, 0));
    }

    private Optional<Answer> write(Claim claim, Invocation invocation, Outcome outcome) {
        return close.handle(claim, invocation, outcome) ? Optional.of(new Finished(outcome, false)) : Optional.empty();
    }

    private Outcome call(
            Claim claim, CallableTool tool, ObjectNode arguments, Deadline deadline, Cancellation cancellation) {
        Tried tried =
                attempts.run(new ToolCall(tool.definition(), arguments, claim.effectKey(), deadline, cancellation));
        // Each earlier owner made at least one attempt, and took the exact number with it.
        int count = tried.count() + claim.epoch() - 1;
        long millis = deadline.elapsed().toMillis();
        return switch (tried.result()) {
            case Answered answered -> outcome(tool, answered, count, millis);
            case Failed failed
            when lost(tool.definition().idempotency(), failed) -> Outcome.unknown(failed.error(), count, millis);
            case Failed failed -> Outcome.failed(failed.error(), count, millis);
        };
    }

    private static boolean lost(Idempotency idempotency, Failed failed) {
        return failed.effectPossible() && !idempotency.repeatable();
    }

    private Outcome outcome(CallableTool tool, Answered answered, int count, long millis) {
        try {
            return new Outcome(State.SUCCEEDED, check.result(tool, answered.output()), null, count, millis);
        } catch (RejectedException e) {
            return Outcome.failed(e.error(), count, millis);
        }
    }
}
