package io.fermata.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything outside the process, drawn from one seed: models, the tool service's ledger, people and the clock. */
final class SimulatedWorld {

    private static final List<String> TOOLS = List.of("free", "free", "gated", "gated", "forbidden", "unknown");

    private final Random random;
    private final Price price;
    private final Guardrails guardrails;
    private final Map<String, String> keyOfCall = new HashMap<>();
    private final Map<String, Step.ToolOutcome> ledger = new HashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private Instant now = PlanBuilder.NOW;
    private Instant deadline;
    private int calls;

    SimulatedWorld(long seed) {
        random = new Random(seed);
        price = new Price(BigDecimal.valueOf(random.nextInt(300)), BigDecimal.valueOf(random.nextInt(2_000)));
        RunPlan template = PlanBuilder.plan()
                .maxSteps(1 + random.nextInt(8))
                .maxToolCalls(random.nextInt(12))
                .maxCostUsd("0." + (100_000 + random.nextInt(900_000)))
                .forbid("forbidden")
                .build();
        guardrails = template.guardrails();
        deadline = now.plusSeconds(60L + random.nextInt(600));
    }

    RunPlan plan() {
        return PlanBuilder.plan()
                .models(PlanBuilder.MODEL, PlanBuilder.FALLBACK)
                .maxTokens(200)
                .maxSteps(guardrails.maxSteps())
                .maxToolCalls(guardrails.maxToolCalls())
                .maxCostUsd(guardrails.maxCostUsd().toPlainString())
                .forbid("forbidden")
                .tool("free")
                .tool("forbidden")
                .gatedTool("gated")
                .price(
                        PlanBuilder.MODEL,
                        price.promptPerMillion().toString(),
                        price.completionPerMillion().toString())
                .deadline(deadline)
                .build();
    }

    Instant now() {
        return now;
    }

    void waitUntil(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A model's answer within what it was told it may read and write, or its failure. */
    Step model(Effect.CallModel call, RunPlan plan, RunState state) {
        now = now.plusMillis(random.nextInt(20_000));
        if (chance(25)) {
            @Nullable Instant retryAt = chance(60) ? now.plus(Duration.ofSeconds(random.nextInt(5))) : null;
            return Steps.fails(call.model(), retryAt);
        }
        long promptTokens = plan.basePromptTokens() + state.transcript().characters() / 3;
        long completionTokens = random.nextInt(call.maxTokens() + 1);
        BigDecimal cost = plan.priceOf(call.model()).of(promptTokens, completionTokens);
        ModelUsage usage = new ModelUsage(call.model(), promptTokens, completionTokens, cost);
        return new Step.Thought(chance(30) ? "bad" : "good", someCalls(), usage, chance(10));
    }

    private List<ToolCall> someCalls() {
        List<ToolCall> some = new ArrayList<>();
        for (int i = chance(25) ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            some.add(Steps.call("call_" + ++calls, oneOf(TOOLS)));
        }
        return some;
    }

    /** The tool service: a key that comes again is answered from the ledger, and a call may only ever have one key. */
    Step.ToolOutcome tool(ToolCall call, String effectKey, SimulatedLog log) {
        now = now.plusMillis(random.nextInt(3_000));
        assertThat(keyOfCall.computeIfAbsent(call.callId(), _ -> effectKey))
                .as("key of a call")
                .isEqualTo(effectKey);
        assertThat(log.steps())
                .as("intents on disk before the effect")
                .anyMatch(step -> step instanceof Step.ToolCalled(var _, String key, var _) && key.equals(effectKey));
        return ledger.computeIfAbsent(effectKey, _ -> drawOutcome());
    }

    private Step.ToolOutcome drawOutcome() {
        return chance(3) ? Step.ToolOutcome.UNKNOWN : chance(20) ? Step.ToolOutcome.FAILED : Step.ToolOutcome.SUCCEEDED;
    }

    void approvalAsked(String approvalId) {
        asked.add(approvalId);
    }

    /** Somebody decides, or the time to do so runs out; meanwhile the run's own time stands still. */
    void people(SimulatedLog log) {
        Duration pause = Duration.ofSeconds(random.nextInt(5_000));
        now = now.plus(pause);
        deadline = deadline.plus(pause);
        String approvalId = oneOf(List.copyOf(asked));
        Step.Decision decision = chance(60) ? Step.Decision.APPROVED : oneOf(List.of(Step.Decision.values()));
        log.signal(new SimulatedSignal.Decided(approvalId, decision));
        if (chance(5)) {
            log.signal(new SimulatedSignal.Cancel(random.nextInt()));
        }
    }
}
