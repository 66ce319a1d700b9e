package io.fermata.tools.invocation;

import io.fermata.starter.testing.History.Step;

/**
 * What one key of the ledger is, for one thread: the specification that the real one is held to.
 *
 * @param epoch 0 when the key is not known
 * @param result 0 while there is none
 */
record LedgerModel(int owner, int epoch, int result) {
    static final LedgerModel UNKNOWN_KEY = new LedgerModel(0, 0, 0);

    Step<LedgerModel> open(int replica) {
        return epoch == 0 ? new Step<>(new LedgerModel(replica, 1, 0), true) : new Step<>(this, false);
    }

    /** From oneself, or from one who is dead. */
    Step<LedgerModel> takeOver(int replica, int seen) {
        boolean free = owner == replica || owner == LedgerRig.DEAD;
        return epoch > 0 && result == 0 && epoch == seen && free
                ? new Step<>(new LedgerModel(replica, epoch + 1, 0), true)
                : new Step<>(this, false);
    }

    Step<LedgerModel> close(int replica, int claimed, int outcome) {
        return epoch > 0 && result == 0 && epoch == claimed && owner == replica
                ? new Step<>(new LedgerModel(owner, epoch, outcome), true)
                : new Step<>(this, false);
    }

    Step<LedgerModel> outcome() {
        return new Step<>(this, result == 0 ? "none" : String.valueOf(result));
    }
}
