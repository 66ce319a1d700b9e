package io.fermata.approvals;

import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.contracts.event.RunChanged;
import io.fermata.starter.json.Json;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the executor would say. */
public final class Requests {
    public static final String ARGUMENTS = "{ \"order_id\": \"42\",\n  \"amount\": 19.90 }";

    private static final AtomicLong NUMBERS = new AtomicLong(Clock.systemUTC().millis());

    private Requests() {}

    /** A tenant, run or approval nobody else has. */
    public static String unique(String prefix) {
        return prefix + NUMBERS.incrementAndGet();
    }

    public static ApprovalRequired required(String approvalId) {
        return required(approvalId, unique("run_"), List.of(), 1, Duration.ofHours(24));
    }

    public static ApprovalRequired required(
            String approvalId, String runId, List<String> approvers, int quorum, Duration life) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        return new ApprovalRequired(
                approvalId,
                runId,
                "stp_1",
                "agt_1",
                3,
                "refunds",
                "orders.refund",
                2,
                ARGUMENTS,
                Json.sha256(ARGUMENTS),
                "high",
                approvers,
                quorum,
                "write operation",
                "user:usr_eve",
                now,
                now.plus(life));
    }

    public static RunChanged ended(String runId, String status) {
        Instant now = Clock.systemUTC().instant();
        return new RunChanged(
                runId,
                "agt_1",
                3,
                "ses_1",
                status,
                9,
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                "api",
                null,
                null,
                null,
                0,
                0,
                0,
                BigDecimal.ZERO,
                3,
                now,
                now,
                now);
    }
}
