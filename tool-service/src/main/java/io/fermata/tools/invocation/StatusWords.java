package io.fermata.tools.invocation;

import io.fermata.tools.catalog.Words;
import io.fermata.tools.invocation.Outcome.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of the API for where an execution stands, and those of the table. */
final class StatusWords {
    private static final String RUNNING = "running";

    private StatusWords() {}

    static String of(@Nullable State state) {
        return state == null ? RUNNING : Words.of(state);
    }

    static Optional<String> stored(String word) {
        return word.equals(RUNNING)
                ? Optional.of("INTENT")
                : Words.find(State.class, word).map(State::stored);
    }
}
