package io.fermata.e2e.torture;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the caller may choose.
 *
 * @param runs started in all
 * @param faults dealt in all, as many of them as find their victim
 * @param seed decides which faults come when, and what the runs do
 * @param without shapes of runs and kinds of faults that are left out
 * @param only the kinds of faults there are; empty: all of them
 */
public record TortureOptions(int runs, int faults, long seed, Set<String> without, Set<String> only) {
    public TortureOptions {
        without = Set.copyOf(without);
        only = Set.copyOf(only);
        if (runs < 1 || runs > 100_000) {
            throw new IllegalArgumentException("--runs takes 1 to 100000");
        }
        if (faults < 0 || faults > 10_000) {
            throw new IllegalArgumentException("--faults takes 0 to 10000");
        }
    }

    static TortureOptions of(List<String> arguments, long seedOtherwise) {
        int runs = 300;
        int faults = 30;
        long seed = seedOtherwise;
        Set<String> without = Set.of();
        Set<String> only = Set.of();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value");
            }
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--runs" -> runs = (int) number(value);
                case "--faults" -> faults = (int) number(value);
                case "--seed" -> seed = number(value);
                case "--without" -> without = words(value);
                case "--only" -> only = words(value);
                default ->
                    throw new IllegalArgumentException(
                            "unknown option " + arguments.get(i)
                                    + "; there are --runs 300, --faults 30, --seed 1, --without queryable and --only \"kill kafka\"");
            }
        }
        return new TortureOptions(runs, faults, seed, without, only);
    }

    /** Whether this kind of fault may come. */
    boolean deals(String kind) {
        return !without.contains(kind) && (only.isEmpty() || only.contains(kind));
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return Long.parseLong(text);
    }
}
