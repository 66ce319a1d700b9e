package io.fermata.e2e.torture.fault;

import io.fermata.e2e.torture.World;
import io.fermata.e2e.torture.fault.Disturbance.Crash;
import io.fermata.e2e.torture.fault.Disturbance.Freeze;
import io.fermata.e2e.torture.fault.Disturbance.Kill;
import io.fermata.e2e.torture.fault.Disturbance.Network;
import io.fermata.e2e.torture.fault.Disturbance.Outside;
import io.fermata.e2e.torture.fault.Disturbance.Terminate;
import io.fermata.e2e.torture.fault.Disturbance.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What happens when, told by a seed alone. */
public record FaultPlan(List<Blow> blows) {
    private static final Duration ZOMBIE = Duration.ofSeconds(7);
    private static final List<String> EXECUTORS = List.of("run-executor-service", "run-executor-service-2");
    private static final List<String> TOOLS = List.of("tool-service", "tool-service-2");
    private static final List<String> OTHERS = List.of(
            "approval-service",
            "metering-service",
            "gateway-service",
            "identity-service",
            "agent-registry-service",
            "policy-service");
    private static final List<String> TOOL_KINDS = List.of("keyed", "natural", "queryable", "none");

    /**
     * One disturbance and when it comes.
     *
     * @param after since the beginning
     */
    public record Blow(Duration after, Disturbance disturbance) {}

    /**
     * So many, at an uneven pace over this time, and always those without which a run would prove little.
     *
     * @param wanted the kinds there may be
     */
    public static FaultPlan of(long seed, int faults, Duration over, Predicate<String> wanted) {
        var random = new SplittableRandom(seed);
        List<Disturbance> drawn = new ArrayList<>(of(wanted, essentials(random)));
        while (drawn.size() < faults) {
            List<Disturbance> cards = of(wanted, shuffled(deck(random), random));
            if (cards.isEmpty()) {
                throw new IllegalArgumentException("there are no faults of the kinds that are wanted");
            }
            drawn.addAll(cards);
        }
        List<Disturbance> chosen = shuffled(drawn.subList(0, faults), random);
        List<Blow> blows = new ArrayList<>();
        long step = over.toMillis() / Math.max(1, faults);
        for (int i = 0; i < faults; i++) {
            blows.add(new Blow(Duration.ofMillis(step * i + random.nextLong(Math.max(1, step))), chosen.get(i)));
        }
        return new FaultPlan(blows);
    }

    private static List<Disturbance> of(Predicate<String> wanted, List<Disturbance> cards) {
        return cards.stream().filter(card -> wanted.test(card.kind())).toList();
    }

    private static List<Disturbance> essentials(SplittableRandom random) {
        return List.of(
                new Freeze(EXECUTORS.getFirst(), ZOMBIE),
                new Freeze(EXECUTORS.getLast(), ZOMBIE),
                new Kill(one(EXECUTORS, random)),
                new Kill(one(TOOLS, random)),
                new Kill("postgres"),
                new Kill("kafka"),
                new Crash(one(EXECUTORS, random), "commit.after", pass(random)),
                new Crash(one(TOOLS, random), "tool.answered", 1 + random.nextInt(4)),
                new Outside("none", "error-after-effect", 2, Duration.ofSeconds(1)));
    }

    private static List<Disturbance> deck(SplittableRandom random) {
        return Stream.of(processes(random), crashes(random), network(random), outside(random))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Disturbance> processes(SplittableRandom random) {
        return List.of(
                new Kill(EXECUTORS.getFirst()),
                new Kill(EXECUTORS.getLast()),
                new Kill(one(TOOLS, random)),
                new Kill(one(OTHERS, random)),
                new Kill(one(OTHERS, random)),
                new Kill("postgres"),
                new Kill("kafka"),
                new Freeze(one(EXECUTORS, random), ZOMBIE),
                new Freeze(one(EXECUTORS, random), ZOMBIE),
                new Freeze(one(TOOLS, random), Duration.ofSeconds(11)),
                new Freeze("kafka", Duration.ofSeconds(5)),
                new Freeze(one(OTHERS, random), Duration.ofSeconds(5)),
                new Terminate(one(EXECUTORS, random)),
                new Terminate(one(TOOLS, random)),
                new Terminate(one(OTHERS, random)));
    }

    private static List<Disturbance> crashes(SplittableRandom random) {
        return List.of(
                new Crash(one(EXECUTORS, random), "commit.before", pass(random)),
                new Crash(one(EXECUTORS, random), "commit.after", pass(random)),
                new Crash(one(TOOLS, random), "commit.before", pass(random)),
                new Crash(one(TOOLS, random), "commit.after", pass(random)),
                new Crash(one(TOOLS, random), "tool.answered", 1 + random.nextInt(4)),
                new Crash(one(List.of("approval-service", "metering-service"), random), "commit.after", 2));
    }

    private static List<Disturbance> network(SplittableRandom random) {
        String postgres = one(
                        List.of(
                                "run-executor-service",
                                "run-executor-service-2",
                                "tool-service",
                                "tool-service-2",
                                "metering-service",
                                "approval-service"),
                        random)
                + ">postgres";
        return List.of(
                new Network(postgres, Trouble.LATENCY, seconds(4)),
                new Network(postgres, Trouble.RESET, seconds(1)),
                new Network(postgres, Trouble.HALF_OPEN, seconds(6)),
                new Network(postgres, Trouble.CLOSED, seconds(4)),
                new Network(World.KAFKA_LINK, Trouble.RESET, seconds(1)),
                new Network(World.KAFKA_LINK, Trouble.HALF_OPEN, seconds(6)),
                new Network(World.KAFKA_LINK, Trouble.LATENCY, seconds(4)),
                new Network(World.MODEL_LINK, Trouble.CUT_AFTER_BYTES, seconds(3)),
                new Network(World.MODEL_LINK, Trouble.RESET, seconds(1)),
                new Network(World.TOOLS_LINK, Trouble.RESET, seconds(1)),
                new Network(World.TOOLS_LINK, Trouble.HALF_OPEN, seconds(5)),
                new Network(World.TOOLS_LINK, Trouble.BANDWIDTH, seconds(4)),
                new Network("everybody>tool-service", Trouble.RESET, seconds(1)),
                new Network("everybody>run-executor-service", Trouble.RESET, seconds(1)));
    }

    private static List<Disturbance> outside(SplittableRandom random) {
        return List.of(
                new Outside("model", "delay", 3, seconds(3)),
                new Outside("model", "cut", 3, seconds(1)),
                new Outside("model", "rate-limit", 3, seconds(2)),
                new Outside("model", "truncated-json", 2, seconds(1)),
                new Outside("model", "drip", 1, seconds(8)),
                new Outside("model", "endless", 1, seconds(1)),
                new Outside(one(TOOL_KINDS, random), "delay", 3, seconds(3)),
                new Outside(one(TOOL_KINDS, random), "error-after-effect", 2, seconds(1)),
                new Outside(one(TOOL_KINDS, random), "cut", 2, seconds(1)),
                new Outside(one(TOOL_KINDS, random), "rate-limit", 2, seconds(2)),
                new Outside(one(TOOL_KINDS, random), "truncated-json", 2, seconds(1)),
                new Outside(one(TOOL_KINDS, random), "drip", 1, seconds(12)),
                new Outside(one(TOOL_KINDS, random), "endless", 1, seconds(1)));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static int pass(SplittableRandom random) {
        return 3 + random.nextInt(20);
    }

    private static <T> T one(List<T> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    private static <T> List<T> shuffled(List<T> cards, SplittableRandom random) {
        List<T> left = new ArrayList<>(cards);
        List<T> mixed = new ArrayList<>();
        while (!left.isEmpty()) {
            mixed.add(left.remove(random.nextInt(left.size())));
        }
        return mixed;
    }
}
