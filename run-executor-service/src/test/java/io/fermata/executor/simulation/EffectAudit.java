package io.fermata.executor.simulation;

import java.util.HashMap;
import java.util.Map;

/** Stands beside the tools and asks of each call by what right it is made. */
final class EffectAudit {

    private final World world;
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();

    EffectAudit(World world) {
        this.world = world;
    }

    void called(Order order) {
        String hash = order.call().argumentsSha256();
        Violation.unless(
                world.logs().intended(order.run(), order.effectKey()).isPresent(),
                Invariant.INTENT_FIRST,
                order.toString());
        Violation.unless(
                hash.equals(hashes.computeIfAbsent(order.effectKey(), _ -> hash)),
                Invariant.ONE_HASH_PER_KEY,
                order.toString());
        if (order.tool().isHeld()) {
            requireApproval(order, hash);
        }
        int times = calls.merge(order.logicalCall(), 1, Integer::sum);
        Violation.unless(
                order.tool().isRepeatable() || times <= 1 + world.logs().foundNotDone(order),
                Invariant.NEVER_TWICE,
                order.toString());
    }

    private void requireApproval(Order order, String hash) {
        boolean approved = world.logs()
                .approvalOf(order)
                .flatMap(world.people()::approval)
                .filter(approval -> approval.allows(hash))
                .isPresent();
        Violation.unless(approved, Invariant.APPROVED_IN_TIME, order.toString());
        world.tally().count("held calls made");
    }

    void happened(Order order, int times) {
        Violation.unless(times <= 1, Invariant.EFFECT_AT_MOST_ONCE, order.toString());
    }
}
