package io.fermata.executor.execution;

import io.fermata.starter.kafka.Failures;
import org.springframework.transaction.TransactionSystemException;

/** Tells a commit that may be tried again from one that fails for good. */
final class DatabaseTrouble {

    private DatabaseTrouble() {}

    /** A broken commit counts as passing too: whether it got through is looked up before it is tried again. */
    static boolean isPassing(Throwable error) {
        return Failures.isTransient(error) || error instanceof TransactionSystemException;
    }
}
