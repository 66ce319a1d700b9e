package io.fermata.executor.execution;

import io.fermata.starter.testing.History.Step;

/** What a lease is, for one thread: the specification that the real one is held to. */
record LeaseModel(int owner, long epoch, long version) {

    private static final int NOBODY = -1;

    /** As {@link Remains} leave it. */
    static final LeaseModel FREE = new LeaseModel(NOBODY, 3, 5);

    Step<LeaseModel> claim(int instance) {
        return owner == NOBODY || owner == instance
                ? new Step<>(new LeaseModel(instance, epoch + 1, version), epoch + 1)
                : new Step<>(this, 0L);
    }

    Step<LeaseModel> holds(int instance, long claimed) {
        return new Step<>(this, isHeld(instance, claimed));
    }

    Step<LeaseModel> append(int instance, long claimed, long next) {
        return isHeld(instance, claimed) && next > version
                ? new Step<>(new LeaseModel(owner, epoch, next), true)
                : new Step<>(this, false);
    }

    Step<LeaseModel> release(int instance, long claimed) {
        return new Step<>(isHeld(instance, claimed) ? new LeaseModel(NOBODY, epoch, version) : this, true);
    }

    private boolean isHeld(int instance, long claimed) {
        return owner == instance && epoch == claimed;
    }
}
