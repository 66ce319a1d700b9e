package io.fermata.starter.failpoint;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Points that code passes and a test may arm. Static, because a point may lie anywhere and costs one read of a field
 * while nothing is armed, which in production is always.
 */
public final class Failpoints {
    /** In front of each commit. */
    public static final String COMMIT_BEFORE = "commit.before";
    /** Behind each commit, before anybody hears of it. */
    public static final String COMMIT_AFTER = "commit.after";
    /** A tool has acted and answered; nothing of it is written down. */
    public static final String TOOL_ANSWERED = "tool.answered";

    private static final Set<String> NAMES = Set.of(COMMIT_BEFORE, COMMIT_AFTER, TOOL_ANSWERED);
    private static final int HALTED = 86;

    private static volatile Map<String, AtomicInteger> armed = Map.of();

    private Failpoints() {}

    /** The process ends here, as if the power were cut, when this point is armed and passed for the n-th time. */
    public static void pass(String name) {
        Map<String, AtomicInteger> points = armed;
        if (!points.isEmpty()) {
            AtomicInteger left = points.get(name);
            if (left != null && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
        }
    }

    /**
     * Arms a point, or disarms it.
     *
     * @param pass at which passing the process ends, from 1; 0 disarms
     */
    static synchronized void arm(String name, int pass) {
        if (!NAMES.contains(name) || pass < 0) {
            throw new IllegalArgumentException("there is no failpoint " + name + "; there are " + names());
        }
        Map<String, AtomicInteger> points = new ConcurrentHashMap<>(armed);
        points.remove(name);
        if (pass > 0) {
            points.put(name, new AtomicInteger(pass));
        }
        armed = points.isEmpty() ? Map.of() : points;
    }

    static Set<String> names() {
        return new TreeSet<>(NAMES);
    }

    static Set<String> armed() {
        return new TreeSet<>(armed.keySet());
    }
}
