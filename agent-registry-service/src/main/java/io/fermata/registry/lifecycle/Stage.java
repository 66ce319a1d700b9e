package io.fermata.registry.lifecycle;

import java.util.Optional;
import java.util.stream.Stream;

/** How far an agent has been promoted. */
public enum Stage {
    DRAFT("draft"),
    STAGING("staging"),
    PROD("prod");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The stage after this one, if there is one. */
    public Optional<Stage> next() {
        return switch (this) {
            case DRAFT -> Optional.of(STAGING);
            case STAGING -> Optional.of(PROD);
            case PROD -> Optional.empty();
        };
    }

    public static Stage of(String word) {
        return Stream.of(values())
                .filter(stage -> stage.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a stage: " + word));
    }
}
