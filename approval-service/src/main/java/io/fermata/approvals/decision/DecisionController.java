package io.fermata.approvals.decision;

import io.fermata.approvals.approval.Approval;
import io.fermata.approvals.approval.ApprovalId;
import io.fermata.approvals.approval.ApprovalView;
import io.fermata.approvals.approval.Refusal;
import io.fermata.approvals.approval.Ruling;
import io.fermata.approvals.approval.Ruling.Accepted;
import io.fermata.approvals.approval.Ruling.Refused;
import io.fermata.approvals.decision.DecideApproval.Choice;
import io.fermata.approvals.decision.DecideApproval.Command;
import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DecisionController {
    private final DecideApproval decide;
    private final CallerRoles caller;

    DecisionController(DecideApproval decide, CallerRoles caller) {
        this.decide = decide;
        this.caller = caller;
    }

    @PostMapping("/api/v1/approvals/{id}/approve")
    @RequiresPermission("approvals:decide")
    @Operation(
            summary = "Approve a held tool call",
            description = "Stays `pending` until `quorum` different people have approved; the run then goes on by"
                    + " itself. 403 if others have to decide, 409 if it is decided, 410 if its time is over.")
    ApprovalView approve(@PathVariable String id, @RequestBody(required = false) @Nullable DecisionRequest request) {
        return decide(id, Choice.APPROVE, request);
    }

    @PostMapping("/api/v1/approvals/{id}/reject")
    @RequiresPermission("approvals:decide")
    @Operation(
            summary = "Reject a held tool call",
            description = "One rejection is enough, whatever the quorum. 403 if others have to decide, 409 if it is"
                    + " decided, 410 if its time is over.")
    ApprovalView reject(@PathVariable String id, @RequestBody(required = false) @Nullable DecisionRequest request) {
        return decide(id, Choice.REJECT, request);
    }

    private ApprovalView decide(String id, Choice choice, @Nullable DecisionRequest request) {
        String notes = request == null ? null : request.notes();
        Ruling ruling = ApprovalId.find(id)
                .flatMap(approval -> decide.handle(new Command(approval, choice, caller.decider(), notes)))
                .orElseThrow(() -> ProblemException.notFound("approval"));
        return switch (ruling) {
            case Accepted(Approval approval) -> ApprovalView.of(approval);
            case Refused refused -> throw problem(refused.why());
        };
    }

    private static ProblemException problem(Refusal why) {
        return switch (why) {
            case NOT_AN_APPROVER -> ProblemException.of(Problems.FORBIDDEN, "This approval is for others to decide.");
            case OWN_RUN ->
                ProblemException.of(
                        Problems.FORBIDDEN, "This is a run of your own; a different person has to approve.");
            case EXPIRED -> ProblemException.of(Problems.APPROVAL_EXPIRED, "The time to decide is over.");
            case ALREADY_DECIDED -> ProblemException.of(Problems.ALREADY_DECIDED, "This approval has been decided.");
            case ALREADY_APPROVED_BY_THEM ->
                ProblemException.of(Problems.ALREADY_DECIDED, "You have approved this; another person has to, too.");
        };
    }
}
