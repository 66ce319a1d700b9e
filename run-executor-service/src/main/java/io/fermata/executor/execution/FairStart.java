package io.fermata.executor.execution;

import io.fermata.starter.tenancy.TenantId;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Who may begin next: runs start at once while there is a slot, and else tenants take turns, whoever came with how many.
 * Nobody waits while a slot is free. What finds no room to wait stays on disk, where the sweep finds it.
 */
final class FairStart {

    private final int mostWaiting;
    private final int mostOfOneTenant;
    private final Map<TenantId, Queue<Turn>> waiting = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private int free;

    FairStart(int slots, int mostWaiting) {
        this.free = slots;
        this.mostWaiting = mostWaiting;
        this.mostOfOneTenant = Math.max(1, mostWaiting / 4);
    }

    record Turn(TenantId tenant, String runId) {}

    /** The turn itself when it may begin now; it then has a slot, to be released. */
    synchronized Optional<Turn> offer(Turn turn) {
        if (take()) {
            return Optional.of(turn);
        }
        Queue<Turn> queue = waiting.computeIfAbsent(turn.tenant(), _ -> new ArrayDeque<>());
        if (known.size() < mostWaiting && queue.size() < mostOfOneTenant && known.add(turn.runId())) {
            queue.add(turn);
        } else if (queue.isEmpty()) {
            waiting.remove(turn.tenant());
        }
        return Optional.empty();
    }

    /** Takes a slot if one is free, without waiting for a turn. */
    synchronized boolean take() {
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    /** A slot is not needed any more: it goes to the tenant whose last turn is longest ago, if anybody waits. */
    synchronized Optional<Turn> release() {
        Iterator<Map.Entry<TenantId, Queue<Turn>>> tenants = waiting.entrySet().iterator();
        if (!tenants.hasNext()) {
            free++;
            return Optional.empty();
        }
        Map.Entry<TenantId, Queue<Turn>> next = tenants.next();
        TenantId tenant = next.getKey();
        Queue<Turn> queue = next.getValue();
        tenants.remove();
        Turn turn = queue.remove();
        known.remove(turn.runId());
        if (!queue.isEmpty()) {
            waiting.put(tenant, queue);
        }
        return Optional.of(turn);
    }

    /** Nobody begins any more. */
    synchronized void clear() {
        waiting.clear();
        known.clear();
    }

    synchronized boolean hasRoom() {
        return free > 0 || known.size() < mostWaiting;
    }

    synchronized int free() {
        return free;
    }

    synchronized int waiting() {
        return known.size();
    }
}
