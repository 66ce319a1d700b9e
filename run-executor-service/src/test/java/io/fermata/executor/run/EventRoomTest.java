package io.fermata.executor.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventRoomTest {

    /** What is left beside the rest of an event. */
    private static final int BYTES = 6_000;

    private final EventRoom room = EventRooms.ofBytes(65_536 + BYTES);

    @Test
    void countsAllDocumentsTogether() {
        assertThat(room.holds("a".repeat(BYTES / 2), "b".repeat(BYTES / 2))).isTrue();
        assertThat(room.holds("a".repeat(BYTES / 2), "b".repeat(BYTES / 2 + 1))).isFalse();
    }

    @Test
    void countsBytesNotCharacters() {
        assertThat(room.holds("ü".repeat(BYTES / 2))).isTrue();
        assertThat(room.holds("ü".repeat(BYTES / 2 + 1))).isFalse();
        assertThat(room.holds("😀".repeat(BYTES / 4))).isTrue();
        assertThat(room.holds("😀".repeat(BYTES / 4 + 1))).isFalse();
    }

    @Test
    void isSureOfWhatFitsHoweverItIsWritten() {
        assertThat(room.surelyHolds("a".repeat(BYTES / 6))).isTrue();
        assertThat(room.surelyHolds("a".repeat(BYTES / 6 + 1))).isFalse();
    }
}
