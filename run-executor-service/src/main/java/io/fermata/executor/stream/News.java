package io.fermata.executor.stream;

import io.fermata.executor.run.StepRow;

/** What a watcher of a run hears. */
sealed interface News {

    record Step(StepRow step) implements News {}

    /** The run's status changed. The watcher reads the run itself: its state is one row on disk. */
    record RunChanged(String status) implements News {}

    record Token(long sequence, long index, String text) implements News {}

    /** Something was dropped: read from disk. */
    record Missed() implements News {}

    /** This instance goes away; the client comes back elsewhere and resumes. */
    record Closing() implements News {}
}
