package io.fermata.e2e.overload;

import static io.fermata.e2e.http.Json.object;

import io.fermata.e2e.bench.Percentiles;
import io.fermata.e2e.report.Report;
import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The report as a page in Markdown and as JSON. */
public final class OverloadFiles {
    private OverloadFiles() {}

    /** Both, side by side; gives the page. */
    public static Path write(Path directory, OverloadReport report) throws IOException {
        return new Report(report.began(), "-overload", ".md", OverloadText.of(report), json(report)).write(directory);
    }

    private static Map<String, @Nullable Object> json(OverloadReport report) {
        OverloadOptions options = report.options();
        return object(
                "began", report.began().toString(),
                "processors", Runtime.getRuntime().availableProcessors(),
                "starts", options.starts(),
                "over_ms", options.over().toMillis(),
                "floods", options.floods(),
                "fire", fire(report.fire()),
                "outage", outage(options, report.outage()),
                "verdicts", verdicts(report),
                "exit_code", report.exitCode());
    }

    private static Map<String, @Nullable Object> fire(Fire fire) {
        Map<String, Long> cpu = new LinkedHashMap<>();
        fire.cpu().forEach((process, used) -> cpu.put(process, used.toMillis()));
        return object(
                "accepted", fire.accepted(),
                "refused", fire.refused(),
                "without_retry_after", fire.withoutRetryAfter(),
                "others", fire.others().size(),
                "quiet", fire.quiet().stream().map(OverloadFiles::start).toList(),
                "accepted_at",
                        fire.flood().stream()
                                .filter(Start::isAccepted)
                                .map(start -> start.sent().toString())
                                .toList(),
                "idle_ms", latency(fire.idle()),
                "under_fire_ms", latency(fire.underFire()),
                "times_idle", fire.timesIdle(),
                "answered_ms", millis(fire.answered()),
                "drained_ms", millis(fire.drained()),
                "cpu_ms", cpu);
    }

    private static Map<String, @Nullable Object> start(Start start) {
        return object(
                "sent", start.sent().toString(),
                "answered_ms", Duration.between(start.sent(), start.answered()).toMillis());
    }

    private static Map<String, @Nullable Object> outage(OverloadOptions options, Outage outage) {
        return object(
                "seconds", options.outage().toSeconds(),
                "pace", outage.pace(),
                "accepted", outage.accepted(),
                "asked_while_away", outage.asked(),
                "asked_since", outage.calls().size(),
                "worst_share_of_capacity", outage.worstShare(),
                "busiest_second", outage.busiestSecond(),
                "drained_ms", outage.drained().toMillis());
    }

    private static Map<String, @Nullable Object> latency(Latency latency) {
        return object(
                "to_202", percentiles(latency.accepted()),
                "from_202_to_first_step", percentiles(latency.begun()),
                "to_first_step", percentiles(latency.whole()));
    }

    private static Map<String, @Nullable Object> percentiles(Percentiles times) {
        return object("count", times.count(), "p50", times.millis(0.5), "p95", times.millis(0.95));
    }

    private static List<Long> millis(List<Duration> durations) {
        return durations.stream().map(Duration::toMillis).toList();
    }

    private static Map<String, List<String>> verdicts(OverloadReport report) {
        Map<String, List<String>> verdicts = new LinkedHashMap<>();
        Stream.of(report.counts(), report.times())
                .flatMap(List::stream)
                .forEach((Verdict verdict) -> verdicts.put(verdict.name(), verdict.violations()));
        return verdicts;
    }
}
