package io.fermata.executor.run;

import io.fermata.starter.outbox.OutboxProperties;
import org.springframework.stereotype.Component;

/** What fits into one event. What can never be told is not begun, or ends its run; it is not tried again. */
@Component
public final class EventRoom {

    /** For what stands in an event beside its documents, such as names, reasons and a person's note. */
    private static final long REST = 65_536;
    /** A character in UTF-8, and as much again where something is shown as a longer word in its place. */
    private static final int MOST_BYTES_OF_A_CHARACTER = 6;

    private final long bytes;

    EventRoom(OutboxProperties outbox) {
        this.bytes = outbox.maxEventSize().toBytes() - REST;
    }

    /** Whether the documents fit however they are shown; says so without looking at them. */
    boolean surelyHolds(String... documents) {
        long characters = 0;
        for (String document : documents) {
            characters += document.length();
        }
        return characters <= bytes / MOST_BYTES_OF_A_CHARACTER;
    }

    /** Whether the documents fit into one event together. */
    public boolean holds(String... documents) {
        return surelyHolds(documents) || size(documents) <= bytes;
    }

    private static long size(String... documents) {
        long size = 0;
        for (String document : documents) {
            size += document.codePoints()
                    .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                    .sum();
        }
        return size;
    }
}
