package io.fermata.localstack.stack;

import java.time.Duration;

/** Hears how the stack's processes are doing; called from several threads. */
public interface StackProgress {
    void working(String process, String what);

    void ready(String process, String where, Duration took);

    void failed(String process, String why);

    void stopped(String process);

    /** For those who do not look. */
    StackProgress SILENT = new StackProgress() {
        @Override
        public void working(String process, String what) {}

        @Override
        public void ready(String process, String where, Duration took) {}

        @Override
        public void failed(String process, String why) {}

        @Override
        public void stopped(String process) {}
    };
}
