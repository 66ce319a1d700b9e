package io.fermata.starter.relay;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Rows that Kafka has taken, summed up by bucket. Not safe for several threads. */
final class Confirmations {
    private record Sum(long rows, long digest) {
        Sum plus(Sum other) {
            return new Sum(rows + other.rows, digest ^ other.digest);
        }
    }

    private final SortedMap<Long, Sum> sums = new TreeMap<>();

    void add(UUID id) {
        sums.merge(Buckets.of(id), new Sum(1, id.getLeastSignificantBits()), Sum::plus);
    }

    void addAll(Collection<UUID> ids) {
        ids.forEach(this::add);
    }

    void clear() {
        sums.clear();
    }

    Object[] buckets() {
        return sums.keySet().toArray();
    }

    Object[] rows() {
        return sums.values().stream().map(Sum::rows).toArray();
    }

    Object[] digests() {
        return sums.values().stream().map(Sum::digest).toArray();
    }
}
