package io.fermata.approvals.approval;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers what is held and what was decided. */
@Service
public class FindApprovals {
    private final Approvals approvals;

    FindApprovals(Approvals approvals) {
        this.approvals = approvals;
    }

    @Transactional(readOnly = true)
    public Page<Approval> list(ApprovalCriteria criteria, PageRequest page) {
        return page.page(
                approvals.find(criteria, page.after(), page.fetch()),
                approval -> approval.id().value());
    }

    @Transactional(readOnly = true)
    public Approval require(String id) {
        return ApprovalId.find(id).flatMap(approvals::find).orElseThrow(() -> ProblemException.notFound("approval"));
    }
}
