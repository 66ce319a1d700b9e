package io.fermata.executor.intake;

import io.fermata.starter.tenancy.TenantId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Before the connections that starts need: a few go through at once, and tenants take turns, whoever came with how many.
 * Without it a flood waits for connections in the order it came in, and everybody else behind it.
 */
final class StartGate {

    private final int mostWaitingOfOneTenant;
    private final Map<TenantId, Queue<CompletableFuture<Void>>> waiting = new LinkedHashMap<>();
    private int free;

    StartGate(int atOnce, int mostWaitingOfOneTenant) {
        this.free = atOnce;
        this.mostWaitingOfOneTenant = mostWaitingOfOneTenant;
    }

    /** Does this when its turn comes; empty when too many of the tenant wait already. */
    <T> Optional<T> pass(TenantId tenant, Supplier<T> start) {
        CompletableFuture<Void> turn = enter(tenant);
        if (turn.isCompletedExceptionally()) {
            return Optional.empty();
        }
        turn.join();
        try {
            return Optional.of(start.get());
        } finally {
            leave();
        }
    }

    private synchronized CompletableFuture<Void> enter(TenantId tenant) {
        if (free > 0) {
            free--;
            return CompletableFuture.completedFuture(null);
        }
        Queue<CompletableFuture<Void>> queue = waiting.computeIfAbsent(tenant, _ -> new ArrayDeque<>());
        if (queue.size() == mostWaitingOfOneTenant) {
            return CompletableFuture.failedFuture(new IllegalStateException("no room"));
        }
        CompletableFuture<Void> turn = new CompletableFuture<>();
        queue.add(turn);
        return turn;
    }

    private synchronized void leave() {
        Iterator<Map.Entry<TenantId, Queue<CompletableFuture<Void>>>> tenants =
                waiting.entrySet().iterator();
        if (!tenants.hasNext()) {
            free++;
            return;
        }
        Map.Entry<TenantId, Queue<CompletableFuture<Void>>> next = tenants.next();
        tenants.remove();
        Queue<CompletableFuture<Void>> queue = next.getValue();
        queue.remove().complete(null);
        if (!queue.isEmpty()) {
            waiting.put(next.getKey(), queue);
        }
    }
}
