package io.fermata.approvals.approval;

import org.jspecify.annotations.Nullable;

/**
 * What a list is narrowed to; null asks for everything.
 *
 * @param approver a subject or role: approvals that name it, and those open to everybody
 */
public record ApprovalCriteria(
        @Nullable String status,
        @Nullable String approver,
        @Nullable String agentId,
        @Nullable String runId) {}
