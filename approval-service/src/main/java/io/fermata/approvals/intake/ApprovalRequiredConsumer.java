package io.fermata.approvals.intake;

import io.fermata.approvals.approval.Approval;
import io.fermata.approvals.approval.ApprovalId;
import io.fermata.approvals.approval.Arguments;
import io.fermata.approvals.approval.HeldCall;
import io.fermata.approvals.approval.Terms;
import io.fermata.contracts.Topics;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.starter.events.Events;
import io.fermata.starter.json.Json;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

@Component
class ApprovalRequiredConsumer {
    private final Events events;
    private final Json json;
    private final HoldCall hold;

    ApprovalRequiredConsumer(Events events, Json json, HoldCall hold) {
        this.events = events;
        this.json = json;
        this.hold = hold;
    }

    @KafkaListener(topics = Topics.APPROVAL_REQUIRED, groupId = "approval-service")
    void on(ConsumerRecord<String, byte[]> message) {
        events.once(message, ApprovalRequired.class, event -> hold.handle(requested(event.data())));
    }

    private Approval requested(ApprovalRequired event) {
        try {
            json.read(event.argumentsJson());
            return Approval.pending(new ApprovalId(event.approvalId()), call(event), terms(event));
        } catch (IllegalArgumentException e) {
            throw new UnusableRequestException(String.valueOf(e.getMessage()), e);
        } catch (JacksonException e) {
            throw new UnusableRequestException("the arguments are not readable JSON", e);
        }
    }

    private static HeldCall call(ApprovalRequired event) {
        return new HeldCall(
                event.runId(),
                event.stepId(),
                new HeldCall.Agent(event.agentId(), event.agentVersion(), event.agentName()),
                new HeldCall.Tool(event.tool(), event.toolVersion(), event.riskLevel()),
                new Arguments(event.argumentsJson(), event.argumentsSha256()),
                new HeldCall.Request(event.reason(), event.requestedBy(), event.requestedAt()));
    }

    private static Terms terms(ApprovalRequired event) {
        return new Terms(event.approvers(), event.quorum(), event.expiresAt());
    }
}
