package io.fermata.executor.execution;

import io.fermata.executor.run.Run;
import java.time.Duration;
import java.util.function.Consumer;

/** Passes the model's text on in pieces: the first at once, then no more often than an eye can follow. */
final class TokenStream implements Consumer<String> {

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final RunFeed feed;
    private final Run run;
    private final long sequence;
    private final StringBuilder held = new StringBuilder();
    private long index;
    private long lastFlush = System.nanoTime() - PAUSE_NANOS;

    TokenStream(RunFeed feed, Run run, long sequence) {
        this.feed = feed;
        this.run = run;
        this.sequence = sequence;
    }

    @Override
    public void accept(String text) {
        held.append(text);
        if (System.nanoTime() - lastFlush >= PAUSE_NANOS) {
            flush();
        }
    }

    void flush() {
        if (!held.isEmpty()) {
            feed.token(run, sequence, index++, held.toString());
            held.setLength(0);
            lastFlush = System.nanoTime();
        }
    }
}
