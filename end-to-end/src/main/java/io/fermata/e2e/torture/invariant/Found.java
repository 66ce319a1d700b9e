package io.fermata.e2e.torture.invariant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways in which invariants look for violations. */
final class Found {
    private Found() {}

    /** One line for each item of which this holds. */
    static <T> List<String> where(Collection<T> items, Predicate<T> wrong, Function<T, String> line) {
        return items.stream().filter(wrong).map(line).toList();
    }

    static <T, K> Map<K, List<T>> by(Stream<T> items, Function<T, K> key) {
        return items.collect(Collectors.groupingBy(key));
    }

    /** One line for each key that one of them has more often than the other. */
    static <K> List<String> differing(Map<K, Long> one, Map<K, Long> other, Difference<K> line) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .distinct()
                .filter(key -> !one.getOrDefault(key, 0L).equals(other.getOrDefault(key, 0L)))
                .map(key -> line.of(key, one.getOrDefault(key, 0L), other.getOrDefault(key, 0L)))
                .toList();
    }

    /** Says how often the one and the other have a key. */
    interface Difference<K> {
        String of(K key, long one, long other);
    }

    static <T, K> Map<K, Long> count(Stream<T> items, Function<T, K> key) {
        return items.collect(Collectors.groupingBy(key, Collectors.counting()));
    }
}
