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

    static <T, K> Map<K, Long> count(Stream<T> items, Function<T, K> key) {
        return items.collect(Collectors.groupingBy(key, Collectors.counting()));
    }
}
