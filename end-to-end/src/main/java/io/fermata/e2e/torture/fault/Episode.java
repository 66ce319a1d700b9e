package io.fermata.e2e.torture.fault;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one disturbance.
 *
 * @param disturbance as it was planned
 * @param at when it began
 * @param recovery how long it took until the process was ready and the API answered: since the blow, for what killed a
 *     process; since its end, for what went away by itself. Null when that never happened
 * @param note what is worth telling, or empty
 */
public record Episode(
        Disturbance disturbance, Instant at, @Nullable Duration recovery, String note) {
    private static final String SKIPPED = "skipped: ";

    /** It did not come about. */
    static Episode skipped(Disturbance disturbance, Instant at, String why) {
        return new Episode(disturbance, at, null, SKIPPED + why);
    }

    public String kind() {
        return disturbance.kind();
    }

    public boolean happened() {
        return !note.startsWith(SKIPPED);
    }
}
