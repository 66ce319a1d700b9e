package io.fermata.executor.run;

import io.fermata.starter.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a run stands in a list, newest first: what a cursor holds. */
record RunPlace(Instant createdAt, String id) {

    private static final char SEPARATOR = ' ';

    static RunPlace of(Run run) {
        return new RunPlace(run.createdAt(), run.id());
    }

    static @Nullable RunPlace parse(@Nullable String key) {
        if (key == null) {
            return null;
        }
        int end = key.indexOf(SEPARATOR);
        try {
            return new RunPlace(Instant.parse(key.substring(0, Math.max(0, end))), key.substring(end + 1));
        } catch (DateTimeException e) {
            throw ProblemException.validation("/cursor", "is not a cursor of this list");
        }
    }

    String key() {
        return createdAt.toString() + SEPARATOR + id;
    }
}
