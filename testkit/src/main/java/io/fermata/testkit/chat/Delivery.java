package io.fermata.testkit.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an answer reaches the client.
 *
 * @param before wait before the first byte
 * @param perChunk wait before each further chunk of a stream
 * @param cut where the connection is closed early, if it is
 */
public record Delivery(
        Duration before, Duration perChunk, @Nullable Cut cut) {
    public static final Delivery AT_ONCE = new Delivery(Duration.ZERO, Duration.ZERO, null);

    /** The connection is closed after so many content chunks, or so many bytes of the body. */
    public record Cut(int after, Unit unit) {}

    /** What a cut counts. */
    public enum Unit {
        CHUNKS,
        BYTES
    }

    public boolean immediate() {
        return before.isZero() && perChunk.isZero();
    }
}
