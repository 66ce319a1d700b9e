package io.fermata.executor.simulation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The command {@code ./fermata simulate}: one world after another until enough has happened, or a promise is broken. */
public final class Simulate {

    private static final String USAGE = """
            ./fermata simulate [--events N] [--seed S] [--worlds N] [--runs N] [--faults none|KILL,PAUSE,…] [--break RULE]

              --events   stop after this many events (1000000)
              --worlds   stop after this many worlds instead
              --seed     of the first world; each further one takes the next (1)
              --runs     runs in each world (8)
              --faults   only these may strike
              --break    let the shell break this rule, to see that it is missed
            """;

    private Simulate() {}

    public static void main(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        if (arguments.length % 2 != 0
                || !Set.of("--events", "--seed", "--worlds", "--runs", "--faults", "--break")
                        .containsAll(options.keySet())) {
            System.err.print(USAGE);
            System.exit(2);
        }
        try {
            System.exit(simulate(options) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("fermata simulate: " + e.getMessage());
            System.err.println("rules: " + Arrays.toString(Rule.values()));
            System.err.println("faults: " + Arrays.toString(Fault.values()));
            System.exit(2);
        }
    }

    private static boolean simulate(Map<String, String> options) {
        long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
        long worlds = Long.parseLong(options.getOrDefault("--worlds", Long.toString(Long.MAX_VALUE)));
        long events = options.containsKey("--worlds")
                ? Long.MAX_VALUE
                : Long.parseLong(options.getOrDefault("--events", "1000000"));
        Simulation simulation = new Simulation(scenario(seed, options));
        long began = System.nanoTime();
        boolean sound = simulation.run(events, worlds);
        double seconds = (System.nanoTime() - began) / 1e9;
        Tally tally = simulation.tally();
        System.out.printf(
                Locale.ROOT,
                "%,d events in %,d worlds, %.1f s (%,.0f events/s), seeds %d to %d%n%s",
                tally.events(),
                tally.of("worlds"),
                seconds,
                tally.events() / seconds,
                seed,
                simulation.lastSeed(),
                tally);
        simulation.failure().ifPresent(failure -> System.out.println(failure.report()));
        if (sound) {
            System.out.println(Arrays.stream(Invariant.values())
                    .map(invariant -> "  held  " + invariant.promise())
                    .collect(Collectors.joining("\n")));
        }
        return sound;
    }

    private static Scenario scenario(long seed, Map<String, String> options) {
        Scenario stormy = Scenario.stormy(seed);
        Set<Fault> faults = faults(options.get("--faults"), stormy.faults());
        int runs = Integer.parseInt(options.getOrDefault("--runs", Integer.toString(stormy.runs())));
        Scenario scenario = new Scenario(seed, runs, stormy.instances(), faults, Set.of());
        String broken = options.get("--break");
        return broken == null ? scenario : scenario.breaking(Rule.valueOf(broken));
    }

    private static Set<Fault> faults(String named, Set<Fault> all) {
        if (named == null) {
            return all;
        }
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        if (!named.equals("none")) {
            Arrays.stream(named.split(",")).map(Fault::valueOf).forEach(faults::add);
        }
        return faults;
    }
}
