package io.fermata.e2e.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverloadReportTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Start ACCEPTED = start(202, "run_flood", null, 20);
    private static final Start REFUSED = start(429, null, "2", 1);

    @Test
    void isKeptWhenTheQuietTenantNoticesLittle() {
        OverloadReport report = report(List.of(ACCEPTED, REFUSED), 30, evenly(100));

        assertThat(report.exitCode()).as(OverloadText.of(report)).isZero();
        assertThat(OverloadText.of(report)).contains("| refused (429) | 1 |").endsWith("KEPT\n");
    }

    @Test
    void isBrokenWhenTheQuietTenantWaitsThreeTimesAsLong() {
        assertThat(broken(report(List.of(ACCEPTED, REFUSED), 90, evenly(100))))
                .containsExactly("the quiet tenant's first step comes within twice its idle time (p95)");
    }

    @Test
    void isBrokenByARefusalThatDoesNotSayWhenToComeBack() {
        assertThat(broken(report(List.of(ACCEPTED, start(429, null, null, 1)), 30, evenly(100))))
                .containsExactly("who asks for too much is told when to come back");
    }

    @Test
    void isBrokenByAnyOtherAnswer() {
        assertThat(broken(report(List.of(ACCEPTED, start(503, null, "1", 1)), 30, evenly(100))))
                .containsExactly("who asks for too much is told when to come back");
    }

    @Test
    void isBrokenByABurstAfterTheOutage() {
        List<Instant> burst =
                IntStream.range(0, 12).mapToObj(i -> NOON.plusMillis(i)).toList();

        assertThat(broken(report(List.of(ACCEPTED), 30, burst)))
                .containsExactly("the model is offered less than 1.1 times its capacity when it is back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--starts", "--starts 0", "--outage long", "--speed 3"})
    void refusesWhatItDoesNotUnderstand(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> OverloadOptions.of(List.of(arguments.split(" "))));
    }

    /** @param firstStep in milliseconds after the request, under fire; 40 alone */
    private static OverloadReport report(List<Start> flood, int firstStep, List<Instant> calls) {
        Start quiet = start(202, "run_quiet", null, 10);
        var fire = new Fire(
                flood,
                List.of(quiet),
                Latency.of(List.of(quiet), Map.of("run_quiet", NOON.plusMillis(40))),
                Latency.of(List.of(quiet), Map.of("run_quiet", NOON.plusMillis(firstStep))),
                List.of(Duration.ofSeconds(10)),
                List.of(Duration.ofSeconds(1)),
                Map.of("gateway-service", Duration.ofSeconds(3)),
                List.of());
        var outage = new Outage(10, 1, 5, NOON, calls, Duration.ofSeconds(10), List.of());
        return new OverloadReport(
                new OverloadOptions(2, Duration.ofSeconds(10), 1, 1, Duration.ofSeconds(10), 10), NOON, fire, outage);
    }

    private static List<Instant> evenly(int millis) {
        return IntStream.range(0, 50)
                .mapToObj(i -> NOON.plusMillis((long) i * millis))
                .toList();
    }

    private static Start start(int status, @Nullable String run, @Nullable String retryAfter, int millis) {
        return new Start(NOON, NOON.plusMillis(millis), status, run, retryAfter);
    }

    private static List<String> broken(OverloadReport report) {
        return Stream.of(report.counts(), report.times())
                .flatMap(List::stream)
                .filter(verdict -> !verdict.holds())
                .map(Verdict::name)
                .toList();
    }
}
