package io.fermata.executor.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The world that tools act on. It remembers what was done to it, whatever anybody else believes. */
final class Outside {

    private final World world;
    private final Map<String, Integer> effects = new HashMap<>();
    private final Map<String, Set<String>> states = new HashMap<>();
    private final Set<String> keysSeen = new HashSet<>();

    Outside(World world) {
        this.world = world;
    }

    /** What the caller hears within its patience. */
    enum Heard {
        DONE,
        REFUSED,
        NOTHING
    }

    void call(Order order, long patience, Consumer<Heard> heard) {
        boolean lost = world.fate().strikes(Fault.LOSE_REPLY);
        boolean arrives = !lost || world.fate().chance(70);
        boolean refused = world.fate().strikes(Fault.REFUSE);
        long travels = world.fate().between(1, patience / 2);
        if (arrives) {
            world.after(travels, () -> arrive(order, refused));
        }
        Heard truth = refused ? Heard.REFUSED : Heard.DONE;
        world.after(
                lost ? patience : travels + world.fate().between(1, patience / 2 - 1),
                () -> heard.accept(lost ? Heard.NOTHING : truth));
    }

    private void arrive(Order order, boolean refused) {
        world.effects().called(order);
        if (refused) {
            return;
        }
        if (order.tool() == Tool.NATURAL) {
            states.computeIfAbsent(order.logicalCall(), _ -> new HashSet<>())
                    .add(order.call().argumentsJson());
        } else if (!order.tool().knowsKeys() || keysSeen.add(order.effectKey())) {
            effects.merge(order.logicalCall(), 1, Integer::sum);
        }
        world.effects().happened(order, timesHappened(order));
    }

    boolean hasHappened(Order order) {
        return timesHappened(order) > 0;
    }

    int timesHappened(Order order) {
        return order.tool() == Tool.NATURAL
                ? states.getOrDefault(order.logicalCall(), Set.of()).size()
                : effects.getOrDefault(order.logicalCall(), 0);
    }
}
