package io.fermata.starter.failpoint;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** The two points around every commit. */
final class CommitFailpoints implements TransactionExecutionListener {
    @Override
    public void beforeCommit(TransactionExecution transaction) {
        if (!transaction.isReadOnly()) {
            Failpoints.pass(Failpoints.COMMIT_BEFORE);
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable commitFailure) {
        if (!transaction.isReadOnly()) {
            Failpoints.pass(Failpoints.COMMIT_AFTER);
        }
    }
}
