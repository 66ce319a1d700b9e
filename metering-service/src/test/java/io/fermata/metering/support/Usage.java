package io.fermata.metering.support;

import io.fermata.contracts.event.UsageKind;
import io.fermata.contracts.event.UsageOutcome;
import io.fermata.contracts.event.UsageRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Usage for tests: of agent {@code agt_1} on 21 November unless said otherwise. */
public final class Usage {
    private static final AtomicLong IDS = new AtomicLong();
    private static final Instant MORNING = Instant.parse("2026-11-21T08:00:00Z");

    private Usage() {}

    public static String id() {
        return "usg_%032x".formatted(IDS.incrementAndGet());
    }

    public static UsageRecorded modelCall(String id, String model, String cost) {
        return modelCall(id, model, cost, MORNING);
    }

    public static UsageRecorded modelCall(String id, String model, String cost, Instant at) {
        return new UsageRecorded(
                id,
                UsageKind.MODEL_CALL,
                "run_1",
                "stp_1",
                "agt_1",
                1,
                "openai",
                model,
                null,
                1,
                UsageOutcome.DONE,
                100,
                20,
                120,
                "tokens",
                new BigDecimal(cost),
                at);
    }

    public static UsageRecorded toolCall(String id, String tool) {
        return new UsageRecorded(
                id,
                UsageKind.TOOL_CALL,
                "run_2",
                "stp_2",
                "agt_2",
                1,
                null,
                null,
                tool,
                1,
                UsageOutcome.FAILED,
                0,
                0,
                1,
                "calls",
                BigDecimal.ZERO,
                MORNING);
    }
}
