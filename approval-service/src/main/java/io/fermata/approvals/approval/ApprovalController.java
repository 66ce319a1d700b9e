package io.fermata.approvals.approval;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ApprovalController {
    private final FindApprovals approvals;

    ApprovalController(FindApprovals approvals) {
        this.approvals = approvals;
    }

    @GetMapping("/api/v1/approvals")
    @RequiresPermission("approvals:read")
    @Operation(
            summary = "List approvals",
            description = "`approver` is a subject or a role, and finds what names it and what is open to everybody.")
    Page<ApprovalView> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String approver,
            @RequestParam(name = "agent_id", required = false) @Nullable String agentId,
            @RequestParam(name = "run_id", required = false) @Nullable String runId,
            PageRequest page) {
        if (status != null && !Standing.STATUSES.contains(status)) {
            throw ProblemException.validation(
                    "/status", "must be one of pending, approved, rejected, expired, cancelled");
        }
        return approvals
                .list(new ApprovalCriteria(status, approver, agentId, runId), page)
                .map(ApprovalView::of);
    }

    @GetMapping("/api/v1/approvals/{id}")
    @RequiresPermission("approvals:read")
    @Operation(
            summary = "Read an approval",
            description = "`arguments` are exactly what the tool would be called with.")
    ApprovalView find(@PathVariable String id) {
        return ApprovalView.of(approvals.require(id));
    }
}
