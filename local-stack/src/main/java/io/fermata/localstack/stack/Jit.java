package io.fermata.localstack.stack;

import java.util.List;
import java.util.Map;

/** With which compilers the programs of a stack run. */
enum Jit {
    /** The first alone: they are up sooner, and never as fast. For people who try things, and for tests. */
    BRIEF,
    /** The second as well, wherever something is done for each run: as in production. For what is measured. */
    FULL;

    private static final String VARIABLE = "FERMATA_JIT";
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";
    /** With the first compiler alone the JVM reserves so little that a start already collects the whole heap for it. */
    private static final String ROOM_FOR_CODE = "-XX:ReservedCodeCacheSize=128m";

    /** @throws StackException for a word that means nothing here */
    static Jit of(Map<String, String> environment) {
        String word = environment.getOrDefault(VARIABLE, "");
        return switch (word) {
            case "", "brief" -> BRIEF;
            case "full" -> FULL;
            default -> throw new StackException(VARIABLE + " is brief or full, not '" + word + "'");
        };
    }

    /** Whether somebody wants it this way, and not only has nothing against it. */
    static boolean isAsked(Map<String, String> environment) {
        return !environment.getOrDefault(VARIABLE, "").isEmpty();
    }

    /** For a program that does something for every run. */
    List<String> busy() {
        return this == BRIEF ? calm() : List.of();
    }

    /** For a program that the second compiler never pays for. */
    List<String> calm() {
        return List.of(FIRST_COMPILER_ONLY, ROOM_FOR_CODE);
    }

    /** Whether a program that was started like this has the compilers that these options choose. */
    static boolean same(List<String> arguments, List<String> options) {
        return arguments.contains(FIRST_COMPILER_ONLY) == options.contains(FIRST_COMPILER_ONLY);
    }
}
