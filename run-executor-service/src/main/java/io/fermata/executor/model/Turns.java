package io.fermata.executor.model;

import io.fermata.starter.tenancy.TenantId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** Those who wait, tenant after tenant, however many each of them has. One thread at a time serves them. */
final class Turns<T> {

    private final Map<TenantId, Queue<T>> waiting = new LinkedHashMap<>();
    private boolean served;

    /** Tells whether nobody served until now, and the caller must see to it that somebody does. */
    synchronized boolean add(TenantId tenant, T one) {
        waiting.computeIfAbsent(tenant, _ -> new ArrayDeque<>()).add(one);
        boolean unserved = !served;
        served = true;
        return unserved;
    }

    /** The one whose turn it is; whoever is given nobody serves no more. */
    synchronized Optional<T> next() {
        Iterator<Map.Entry<TenantId, Queue<T>>> tenants = waiting.entrySet().iterator();
        if (!tenants.hasNext()) {
            served = false;
            return Optional.empty();
        }
        Map.Entry<TenantId, Queue<T>> first = tenants.next();
        TenantId tenant = first.getKey();
        Queue<T> queue = first.getValue();
        tenants.remove();
        T one = queue.remove();
        if (!queue.isEmpty()) {
            waiting.put(tenant, queue);
        }
        return Optional.of(one);
    }

    synchronized boolean isServed() {
        return served;
    }
}
