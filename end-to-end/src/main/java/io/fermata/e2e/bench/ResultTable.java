package io.fermata.e2e.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The result as a person reads it in a terminal: one column per concurrency. */
final class ResultTable {
    private final Result result;
    private final StringBuilder text = new StringBuilder();

    ResultTable(Result result) {
        this.result = result;
    }

    String text() {
        line("agent-loop-" + Loop.ROUNDS + ", runs at once", level -> Integer.toString(level.concurrency()));
        throughput();
        latency();
        cpu();
        stream();
        edge();
        memory();
        return text.toString();
    }

    private void throughput() {
        heading("throughput");
        number("runs/s", 1, level -> level.platform().runsPerSecond());
        number("effects/s", 0, level -> level.platform().effectsPerSecond());
        number("  bare", 0, level -> level.bare().effectsPerSecond());
        number("  floor (a commit per effect)", 0, level -> level.floor().effectsPerSecond());
        number("  as a share of bare", 3, Level::throughputOfBare);
        number("  as a share of floor", 3, Level::throughputOfFloor);
    }

    private void latency() {
        heading("time, ms");
        number("per run, p50", 1, level -> level.platform().perRun().millis(0.5));
        number("per run, p99", 1, level -> level.platform().perRun().millis(0.99));
        number("per effect, p50", 2, level -> level.platform().millisPerEffect());
        number("  bare", 2, level -> level.bare().millisPerEffect());
        number("  floor", 2, level -> level.floor().millisPerEffect());
        number("  overhead over bare", 2, Level::overheadMillisPerEffect);
    }

    private void cpu() {
        heading("CPU per effect, ms");
        number("whole stack", 2, level -> level.platform().stackCpuMillisPerEffect());
        for (String process : result.levels().getFirst().platform().cpu().keySet()) {
            number("  " + process, 2, level -> level.platform().cpuMillisPerEffect(process));
        }
        number("bare, everything", 2, level -> level.bare().allCpuMillisPerEffect());
        number("floor, everything", 2, level -> level.floor().allCpuMillisPerEffect());
    }

    private void stream() {
        heading("watching one run, ms (p50, p99)");
        percentiles("202 to first step on the stream", result.stream().firstStep());
        percentiles("step to stream", result.stream().stepToStream());
    }

    private void edge() {
        heading("a request through the gateway, and to the service itself");
        crossing("requests at once", 0, Crossing::concurrency);
        crossing("requests/s", 0, crossing -> crossing.through().runsPerSecond());
        crossing("  direct", 0, crossing -> crossing.direct().runsPerSecond());
        crossing("ms, p50", 2, crossing -> crossing.through().perRun().millis(0.5));
        crossing("  direct", 2, crossing -> crossing.direct().perRun().millis(0.5));
        crossing("  added", 2, Crossing::addedMillis);
        crossing("ms, p99", 2, crossing -> crossing.through().perRun().millis(0.99));
        crossing("  direct", 2, crossing -> crossing.direct().perRun().millis(0.99));
    }

    private void crossing(String label, int decimals, ToDoubleFunction<Crossing> value) {
        row(
                label,
                result.edge().stream()
                        .map(crossing -> format(value.applyAsDouble(crossing), decimals))
                        .toList());
    }

    private void memory() {
        heading("memory, MiB (PSS)");
        for (Map.Entry<String, Long> process : result.memoryBytes().entrySet()) {
            row("  " + process.getKey(), List.of(mebibytes(process.getValue())));
        }
        row("whole stack", List.of(mebibytes(result.totalMemoryBytes())));
    }

    private void heading(String words) {
        text.append('\n').append("  ").append(words).append('\n');
    }

    private void percentiles(String label, Percentiles times) {
        row(label, List.of(format(times.millis(0.5), 1), format(times.millis(0.99), 1)));
    }

    private void number(String label, int decimals, ToDoubleFunction<Level> value) {
        line(label, level -> format(value.applyAsDouble(level), decimals));
    }

    private void line(String label, Function<Level, String> cell) {
        row(label, result.levels().stream().map(cell).toList());
    }

    private void row(String label, List<String> cells) {
        text.append(String.format(Locale.ROOT, "  %-34s", label))
                .append(cells.stream()
                        .map(cell -> String.format(Locale.ROOT, "%12s", cell))
                        .collect(Collectors.joining()))
                .append('\n');
    }

    private static String mebibytes(long bytes) {
        return Long.toString(bytes / (1024 * 1024));
    }

    private static String format(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
