package io.fermata.executor.simulation;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that decides how a world goes.
 *
 * @param runs how many runs are asked for
 * @param instances how many executors there are
 * @param broken rules that the shell does not keep
 */
record Scenario(long seed, int runs, int instances, Set<Fault> faults, Set<Rule> broken) {

    private static final int RUNS = 40;
    private static final int INSTANCES = 3;

    /** A world in which everything may happen. */
    static Scenario stormy(long seed) {
        return new Scenario(seed, RUNS, INSTANCES, EnumSet.allOf(Fault.class), Set.of());
    }

    /** A world in which nothing goes wrong by itself. */
    static Scenario calm(long seed) {
        return new Scenario(seed, 2, 2, Set.of(), Set.of());
    }

    Scenario withSeed(long other) {
        return new Scenario(other, runs, instances, faults, broken);
    }

    Scenario withRuns(int fewer) {
        return new Scenario(seed, fewer, instances, faults, broken);
    }

    Scenario without(Fault fault) {
        return new Scenario(
                seed,
                runs,
                instances,
                faults.stream().filter(kept -> kept != fault).collect(Collectors.toUnmodifiableSet()),
                broken);
    }

    Scenario breaking(Rule... rules) {
        return new Scenario(seed, runs, instances, faults, Set.of(rules));
    }

    boolean keeps(Rule rule) {
        return !broken.contains(rule);
    }

    /** What makes exactly this happen again. */
    String command() {
        String kinds = faults.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        String rules = broken.isEmpty() ? "" : " --break " + broken.iterator().next();
        return "./fermata simulate --worlds 1 --seed " + seed + " --runs " + runs + " --faults "
                + (kinds.isEmpty() ? "none" : kinds) + rules;
    }
}
