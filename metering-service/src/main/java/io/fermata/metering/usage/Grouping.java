package io.fermata.metering.usage;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What usage can be added up by. A day is one of UTC. */
public enum Grouping {
    AGENT,
    MODEL,
    PROVIDER,
    TOOL,
    DAY;

    public static Optional<Grouping> find(String word) {
        return Stream.of(values())
                .filter(grouping -> grouping.word().equals(word))
                .findFirst();
    }

    static String words() {
        return Stream.of(values()).map(Grouping::word).collect(Collectors.joining(", "));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
