package io.fermata.executor.simulation;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What has happened, counted. A simulation in which little went wrong has shown little. */
final class Tally {

    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<String, Long> counts = new TreeMap<>();
    private final Set<Class<?>> kinds = new HashSet<>();
    private long events;

    void event() {
        events++;
    }

    void struck(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void met(Object value) {
        kinds.add(value.getClass());
    }

    void add(Tally other) {
        events += other.events;
        other.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
        kinds.addAll(other.kinds);
    }

    long events() {
        return events;
    }

    long faults(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    Set<Class<?>> kinds() {
        return Set.copyOf(kinds);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, count) -> text.append(String.format("  %,12d  %s%n", count, what)));
        faults.forEach((fault, count) -> text.append(
                String.format("  %,12d  fault %s%n", count, fault.name().toLowerCase(Locale.ROOT))));
        return text.toString();
    }
}
