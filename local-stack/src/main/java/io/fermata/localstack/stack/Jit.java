package io.fermata.localstack.stack;

import java.util.List;
import java.util.Map;

/** With which compilers the programs of a stack run. */
enum Jit {
    /** Each as it suits its work. */
    USUAL,
    /** For a stack that will not run long enough for the second compiler to pay. */
    BRIEF;

    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    static Jit of(Map<String, String> environment) {
        return environment.getOrDefault("FERMATA_JIT", "").equals("brief") ? BRIEF : USUAL;
    }

    /** For a program that handles something for every effect of a run. */
    List<String> busy() {
        return this == BRIEF ? List.of(FIRST_COMPILER_ONLY) : List.of();
    }

    /** For a program that the second compiler never pays for. */
    List<String> calm() {
        return List.of(FIRST_COMPILER_ONLY);
    }
}
