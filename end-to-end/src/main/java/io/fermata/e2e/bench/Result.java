package io.fermata.e2e.bench;

import java.util.List;
import java.util.Map;

/**
 * Everything one benchmark found.
 *
 * @param memoryBytes of each process when the load was over; a page that several share counts once in total
 */
record Result(List<Level> levels, List<Crossing> edge, StreamProbe.Seen stream, Map<String, Long> memoryBytes) {
    long totalMemoryBytes() {
        return memoryBytes.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean failed() {
        return edge.stream().anyMatch(crossing -> crossing.failures() > 0)
                || levels.stream()
                        .anyMatch(level -> level.platform().failures()
                                        + level.bare().failures()
                                        + level.floor().failures()
                                > 0);
    }
}
