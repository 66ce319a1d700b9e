package io.fermata.tools.invocation;

import io.fermata.tools.catalog.ToolName;
import io.fermata.tools.egress.Cancellation;
import io.fermata.tools.invocation.Answer.Finished;
import io.fermata.tools.invocation.Answer.NotNow;
import io.fermata.tools.invocation.ArgumentCheck.RejectedException;
import io.fermata.tools.invocation.KnownEffects.Settled;
import io.fermata.tools.invocation.ToolError.Code;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/** Performs an effect once, or tells what came of it. */
@Service
class InvokeTool {
    private final CallableTools tools;
    private final ArgumentCheck check;
    private final EffectLedger ledger;
    private final PerformEffect perform;
    private final KnownEffects known;
    private final InFlight inFlight;
    private final InvocationSettings settings;

    InvokeTool(
            CallableTools tools,
            ArgumentCheck check,
            EffectLedger ledger,
            PerformEffect perform,
            KnownEffects known,
            InFlight inFlight,
            InvocationSettings settings) {
        this.tools = tools;
        this.check = check;
        this.ledger = ledger;
        this.perform = perform;
        this.known = known;
        this.inFlight = inFlight;
        this.settings = settings;
    }

    Answer handle(Invocation invocation) {
        return inFlight.join(invocation, settings.patience(), cancellation -> lead(invocation, cancellation));
    }

    private Answer lead(Invocation invocation, Cancellation cancellation) {
        if (!ToolName.valid(invocation.tool())) {
            return new NotNow(ToolError.of(Code.TOOL_NOT_FOUND, "No tool has such a name."));
        }
        @Nullable
        CallableTool tool =
                tools.find(invocation.tool(), invocation.toolVersion()).orElse(null);
        Optional<Answer> answer = tool == null ? Optional.empty() : begin(invocation, tool, cancellation);
        while (answer.isEmpty()) {
            answer = switch (known.settle(invocation, cancellation)) {
                case Settled.Told(Answer told) -> Optional.of(told);
                case Settled.TakenOver(Claim claim, CallableTool then) -> resume(claim, then, invocation, cancellation);
            };
        }
        return answer.get();
    }

    private Optional<Answer> begin(Invocation invocation, CallableTool tool, Cancellation cancellation) {
        ObjectNode arguments;
        try {
            arguments = permitted(invocation, tool);
        } catch (RejectedException e) {
            return reject(invocation, tool, e.error());
        }
        return ledger.open(invocation, tool.definition())
                .flatMap(claim -> perform.handle(claim, tool, invocation, arguments, cancellation));
    }

    private Optional<Answer> resume(Claim claim, CallableTool tool, Invocation invocation, Cancellation cancellation) {
        if (!tool.definition().idempotency().repeatable()) {
            return perform.giveUp(claim, invocation);
        }
        try {
            ObjectNode arguments = check.arguments(tool, invocation.argumentsJson());
            return perform.handle(claim, tool, invocation, arguments, cancellation);
        } catch (RejectedException e) {
            throw new IllegalStateException("arguments that were accepted once are refused now", e);
        }
    }

    private ObjectNode permitted(Invocation invocation, CallableTool tool) throws RejectedException {
        if (!invocation.allowed()) {
            throw new RejectedException(
                    ToolError.of(Code.TOOL_NOT_ALLOWED, "This agent may not use " + invocation.tool() + "."));
        }
        return check.arguments(tool, invocation.argumentsJson());
    }

    private Optional<Answer> reject(Invocation invocation, CallableTool tool, ToolError error) {
        return ledger.reject(invocation, tool.definition(), error)
                ? Optional.of(new Finished(Outcome.failed(error, 0, 0), false))
                : Optional.empty();
    }
}
