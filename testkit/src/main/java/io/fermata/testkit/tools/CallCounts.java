package io.fermata.testkit.tools;

import io.fermata.testkit.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every request the tools received, by path and by idempotency key: the judge of what happened twice. */
public final class CallCounts {
    private static final int MOST_KEYS = 100_000;

    private final Map<String, Long> byPath = new TreeMap<>();
    private final Map<String, Map<String, Long>> byKey = new TreeMap<>();
    private long keys;
    private long total;

    synchronized void add(Request request, @Nullable String key) {
        total++;
        var path = request.method() + " " + request.path();
        byPath.merge(path, 1L, Long::sum);
        if (key != null && keys < MOST_KEYS) {
            var ofPath = byKey.computeIfAbsent(path, _ -> new LinkedHashMap<>());
            keys += ofPath.merge(key, 1L, Long::sum) == 1 ? 1 : 0;
        }
    }

    public synchronized long total() {
        return total;
    }

    /** Requests to a path, such as {@code POST /orders/42/refund}. */
    public synchronized long of(String methodAndPath) {
        return byPath.getOrDefault(methodAndPath, 0L);
    }

    public synchronized Map<String, Long> byPath() {
        return new TreeMap<>(byPath);
    }

    /** For each path, how often each idempotency key came. */
    public synchronized Map<String, Map<String, Long>> byKey() {
        var copy = new TreeMap<String, Map<String, Long>>();
        byKey.forEach((path, counts) -> copy.put(path, new LinkedHashMap<>(counts)));
        return copy;
    }

    synchronized void clear() {
        total = 0;
        keys = 0;
        byPath.clear();
        byKey.clear();
    }
}
