package io.fermata.approvals.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Approvals as tests need them. */
final class SampleApprovals {
    static final Instant REQUESTED = Instant.parse("2026-11-21T10:00:00Z");
    static final Instant IN_TIME = REQUESTED.plus(Duration.ofHours(1));
    static final Instant EXPIRY = REQUESTED.plus(Duration.ofHours(24));
    static final Decider ADA = new Decider("user:usr_ada", Set.of("operator"), true);
    static final Decider BOB = new Decider("user:usr_bob", Set.of("viewer"), true);
    /** Whose run it is. */
    static final String EVE = "user:usr_eve";

    static final Arguments REFUND =
            new Arguments("{\"amount\":19.90}", "34fd167a3fa340f1303f7b46f376ac76052d454e31ff8f3177f262f4767fd568");

    private SampleApprovals() {}

    static Approval held() {
        return held(1, List.of());
    }

    static Approval held(int quorum, List<String> approvers) {
        HeldCall call = new HeldCall(
                "run_1",
                "stp_1",
                new HeldCall.Agent("agt_1", 3, "refunds"),
                new HeldCall.Tool("orders.refund", 2, "high"),
                REFUND,
                new HeldCall.Request("write operation", EVE, REQUESTED));
        return Approval.pending(new ApprovalId("apr_1"), call, new Terms(approvers, quorum, EXPIRY));
    }
}
