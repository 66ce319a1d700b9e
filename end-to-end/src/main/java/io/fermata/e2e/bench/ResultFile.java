package io.fermata.e2e.bench;

import static io.fermata.e2e.http.Json.object;

import io.fermata.e2e.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result as a script reads it. */
final class ResultFile {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private ResultFile() {}

    static Path write(Path directory, Result result, Instant at) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(NAME.format(at) + ".json");
        return Files.write(file, Json.pretty(document(result, at)));
    }

    private static Map<String, @Nullable Object> document(Result result, Instant at) {
        return object(
                "at", at.toString(),
                "loop", "agent-loop-" + Loop.ROUNDS,
                "effects_per_run", Loop.EFFECTS,
                "processors", Runtime.getRuntime().availableProcessors(),
                "levels", result.levels().stream().map(ResultFile::level).toList(),
                "edge", result.edge().stream().map(ResultFile::crossing).toList(),
                "first_step_ms", percentiles(result.stream().firstStep()),
                "step_to_stream_ms", percentiles(result.stream().stepToStream()),
                "memory_bytes", result.memoryBytes(),
                "memory_bytes_total", result.totalMemoryBytes());
    }

    private static Map<String, @Nullable Object> level(Level level) {
        return object(
                "concurrency", level.concurrency(),
                "platform", measurement(level.platform()),
                "bare", measurement(level.bare()),
                "floor", measurement(level.floor()),
                "throughput_of_bare", level.throughputOfBare(),
                "throughput_of_floor", level.throughputOfFloor(),
                "overhead_ms_per_effect", level.overheadMillisPerEffect());
    }

    private static Map<String, @Nullable Object> crossing(Crossing crossing) {
        return object(
                "concurrency", crossing.concurrency(),
                "through_requests_per_second", crossing.through().runsPerSecond(),
                "through_ms", percentiles(crossing.through().perRun()),
                "direct_requests_per_second", crossing.direct().runsPerSecond(),
                "direct_ms", percentiles(crossing.direct().perRun()),
                "added_ms_p50", crossing.addedMillis());
    }

    private static Map<String, @Nullable Object> measurement(Measurement measured) {
        Map<String, Double> cpu = new LinkedHashMap<>();
        measured.cpu().keySet().forEach(process -> cpu.put(process, measured.cpuMillisPerEffect(process)));
        return object(
                "runs", measured.perRun().count(),
                "failures", measured.failures(),
                "seconds", measured.elapsed().toMillis() / 1000.0,
                "runs_per_second", measured.runsPerSecond(),
                "effects_per_second", measured.effectsPerSecond(),
                "run_ms", percentiles(measured.perRun()),
                "ms_per_effect", measured.millisPerEffect(),
                "cpu_ms_per_effect_stack", measured.stackCpuMillisPerEffect(),
                "cpu_ms_per_effect", cpu);
    }

    private static Map<String, @Nullable Object> percentiles(Percentiles times) {
        return times.count() == 0
                ? object("count", 0)
                : object("count", times.count(), "p50", times.millis(0.5), "p99", times.millis(0.99));
    }
}
