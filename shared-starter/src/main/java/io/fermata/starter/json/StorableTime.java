package io.fermata.starter.json;

import java.time.DateTimeException;
import java.time.Instant;

/** The instants callers may name: of the years 1 to 9999, which every reader of ISO-8601 and the database understand. */
public final class StorableTime {
    static final String RULE = "must be of the years 0001 to 9999";

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

    private StorableTime() {}

    public static boolean holds(Instant instant) {
        return !instant.isBefore(FIRST) && instant.isBefore(BEYOND);
    }

    /**
     * Reads a time like {@code 2026-11-01T00:00:00Z}.
     *
     * @throws DateTimeException when it is none, or of a year that cannot be kept
     */
    public static Instant parse(String text) {
        Instant instant = Instant.parse(text);
        if (!holds(instant)) {
            throw new DateTimeException(RULE);
        }
        return instant;
    }
}
