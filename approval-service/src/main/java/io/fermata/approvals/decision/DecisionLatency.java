package io.fermata.approvals.decision;

import io.fermata.approvals.approval.Approval;
import io.fermata.approvals.approval.ApprovalChanged;
import io.fermata.approvals.approval.Standing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** How long calls are held until they are decided. */
@Component
class DecisionLatency {
    // People answer in seconds or the next morning: the buckets of a request timer would say nothing.
    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10),
        Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(24)
    };

    private final MeterRegistry metrics;

    DecisionLatency(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @TransactionalEventListener
    void on(ApprovalChanged event) {
        Approval approval = event.approval();
        Standing standing = Standing.of(approval.state());
        Instant decidedAt = standing.decidedAt();
        if (decidedAt != null) {
            Timer.builder("approval.latency")
                    .description("Time from the request for an approval to its end")
                    .tag("decision", standing.status())
                    .serviceLevelObjectives(BUCKETS)
                    .register(metrics)
                    .record(Duration.between(approval.call().request().at(), decidedAt));
        }
    }
}
