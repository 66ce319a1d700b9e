package io.fermata.approvals.approval;

import io.fermata.starter.tenancy.TenantId;

/** Inside this process: a change of an approval is part of the current transaction. Listeners act after its commit. */
public record ApprovalChanged(TenantId tenant, Approval approval) {}
