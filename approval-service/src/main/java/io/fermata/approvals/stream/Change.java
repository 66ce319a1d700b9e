package io.fermata.approvals.stream;

import io.fermata.approvals.approval.Approval;

/** An approval as a change left it; {@code sequence} orders the changes of a tenant without a gap. */
record Change(long sequence, Approval approval) {}
