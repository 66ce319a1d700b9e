package io.fermata.e2e.overload;

import io.fermata.e2e.bench.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * How soon a start is answered and under way.
 *
 * @param accepted from the request to the 202
 * @param begun from the 202 to the first step; nothing for those that were faster than their answer
 * @param whole from the request to the first step
 */
record Latency(Percentiles accepted, Percentiles begun, Percentiles whole) {
    static Latency of(Collection<Start> starts, Map<String, Instant> firstSteps) {
        List<Start> good = starts.stream()
                .filter(start -> start.isAccepted() && firstSteps.containsKey(start.run()))
                .toList();
        return new Latency(
                percentiles(good, start -> Duration.between(start.sent(), start.answered())),
                percentiles(good, start -> Duration.between(start.answered(), first(start, firstSteps))),
                percentiles(good, start -> Duration.between(start.sent(), first(start, firstSteps))));
    }

    private static Instant first(Start start, Map<String, Instant> firstSteps) {
        return Objects.requireNonNull(firstSteps.get(start.run()));
    }

    private static Percentiles percentiles(List<Start> starts, Function<Start, Duration> latency) {
        return Percentiles.of(starts.stream()
                .map(latency)
                .map(one -> one.isNegative() ? Duration.ZERO : one)
                .toList());
    }
}
