package io.fermata.executor.simulation;

import java.util.PriorityQueue;

/** What will happen when. Two things at one time happen in the order in which they were planned. */
final class Timeline {

    private record Planned(long at, long order, Runnable what) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            int byTime = Long.compare(at, other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    private final PriorityQueue<Planned> planned = new PriorityQueue<>();
    private long now;
    private long order;

    /** Milliseconds since the world began. */
    long now() {
        return now;
    }

    void after(long millis, Runnable what) {
        planned.add(new Planned(now + millis, order++, what));
    }

    /** Lets the next thing happen; false when nothing will. */
    boolean step() {
        Planned next = planned.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        next.what().run();
        return true;
    }
}
