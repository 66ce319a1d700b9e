package io.fermata.executor.execution;

import io.fermata.executor.run.Run;
import io.fermata.redaction.RedactedStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Passes the model's text on in pieces: the first at once, then no more often than an eye can follow. Of a tenant that does
 * not want all of it shown, what may have to be hidden waits until that is known.
 */
final class TokenStream implements Consumer<String> {

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final RunFeed feed;
    private final Run run;
    private final long sequence;
    private final Optional<RedactedStream> redaction;
    private final StringBuilder held = new StringBuilder();
    private long index;
    private long lastFlush = System.nanoTime() - PAUSE_NANOS;

    TokenStream(RunFeed feed, Run run, long sequence, Optional<RedactedStream> redaction) {
        this.feed = feed;
        this.run = run;
        this.sequence = sequence;
        this.redaction = redaction;
    }

    @Override
    public void accept(String text) {
        held.append(redaction.map(stream -> stream.add(text)).orElse(text));
        if (System.nanoTime() - lastFlush >= PAUSE_NANOS) {
            send();
        }
    }

    /** The answer is over. */
    void flush() {
        redaction.map(RedactedStream::end).ifPresent(held::append);
        send();
    }

    private void send() {
        if (!held.isEmpty()) {
            feed.token(run, sequence, index++, held.toString());
            held.setLength(0);
            lastFlush = System.nanoTime();
        }
    }
}
