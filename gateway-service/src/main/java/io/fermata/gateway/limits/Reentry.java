package io.fermata.gateway.limits;

/**
 * How many requests may be on their way to a service that has told their caller to come back later: none for a while, then
 * one, and with every time that so many are accepted one more.
 */
final class Reentry {
    private final long pause;
    private long notBefore;
    private double most = 1;
    private int underWay;

    /** @param pause in nanoseconds */
    Reentry(long pause) {
        this.pause = pause;
    }

    /** Whether one more may go; who may {@linkplain #leave leaves} again. */
    synchronized boolean enter(long now) {
        if (now < notBefore || underWay >= (int) most) {
            return false;
        }
        underWay++;
        return true;
    }

    synchronized void leave() {
        underWay--;
    }

    synchronized void refused(long now) {
        notBefore = now + pause;
        most = 1;
    }

    synchronized void accepted() {
        most += 1 / most;
    }
}
