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
    /** It did not come about, because its victim was down already or never passed the point. */
    public static final String SKIPPED = "skipped";

    public String kind() {
        return disturbance.kind();
    }

    public boolean happened() {
        return !note.equals(SKIPPED);
    }
}
