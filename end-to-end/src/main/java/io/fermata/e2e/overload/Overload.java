package io.fermata.e2e.overload;

import io.fermata.e2e.bench.CpuTimes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The measurement, in an arena that is up: floods beside a quiet tenant, then a model that is away. */
public final class Overload {
    /** In its first minutes the compilers of a young stack take more of two processors than a flood does. */
    private static final int WARMING = 6;

    private static final String ANSWERS = "rules: [{reply: Done.}]";
    private static final String AWAY = "rules: [{error: 503}]";
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Arena arena;
    private final OverloadOptions options;
    private final Clock clock;
    private final Consumer<String> say;
    private final Runs runs;

    /**
     * In this arena.
     *
     * @param say is told what goes on
     */
    public Overload(Arena arena, OverloadOptions options, Clock clock, Consumer<String> say) throws IOException {
        this.arena = arena;
        this.options = options;
        this.clock = clock;
        this.say = say;
        this.runs = new Runs(arena.databases());
    }

    public OverloadReport run() throws InterruptedException {
        Instant began = clock.instant();
        return new OverloadReport(options, began, fire(), outage());
    }

    private Fire fire() throws InterruptedException {
        arena.modelAnswers(ANSWERS);
        Guest busy = arena.guest("busy", Arena.UNBOUND);
        Guest quiet = arena.guest("quiet", Arena.UNBOUND);
        say.accept("warming up with " + WARMING + " floods");
        var floods = new Floods(busy, quiet);
        for (int flood = 0; flood < WARMING; flood++) {
            floods.one();
        }
        floods.forget();
        say.accept("a quiet tenant alone");
        List<Start> alone = quiet.start(clock, EVERY_SECOND, sent -> sent < floods.quietStarts());
        runs.awaitEnd(PATIENCE);
        for (int flood = 1; flood <= options.floods(); flood++) {
            say.accept("flood " + flood + " of " + options.floods());
            floods.one();
        }
        return floods.judged(alone);
    }

    /** Floods so far, and the quiet tenant's starts beside them. */
    private final class Floods {
        private final Guest busy;
        private final Guest quiet;
        private final List<Start> flood = new ArrayList<>();
        private final List<Start> beside = new ArrayList<>();
        private final List<Duration> answered = new ArrayList<>();
        private final List<Duration> drained = new ArrayList<>();
        private final Map<String, Duration> cpu = new HashMap<>();

        Floods(Guest busy, Guest quiet) {
            this.busy = busy;
            this.quiet = quiet;
        }

        void one() throws InterruptedException {
            CpuTimes before = arena.cpu();
            long began = System.nanoTime();
            Duration every = options.over().dividedBy(options.starts());
            var flooding = new Background(() -> busy.start(clock, every, sent -> sent < options.starts()));
            beside.addAll(quiet.start(clock, EVERY_SECOND, _ -> flooding.isUnderWay()));
            flood.addAll(flooding.result());
            answered.add(Duration.ofNanos(System.nanoTime() - began));
            arena.cpu().since(before).forEach((process, used) -> cpu.merge(process, used, Duration::plus));
            drained.add(runs.awaitEnd(PATIENCE));
        }

        void forget() {
            flood.clear();
            beside.clear();
            answered.clear();
            drained.clear();
            cpu.clear();
        }

        /** More than will come under fire, so that the 95th of 100 is no guess. */
        int quietStarts() {
            return Math.max(20, 2 * (int) options.over().toSeconds() * options.floods());
        }

        Fire judged(List<Start> alone) {
            List<String> lost = new ArrayList<>(runs.missing(busy, flood));
            lost.addAll(runs.missing(quiet, beside));
            Map<String, Instant> firstSteps = runs.firstSteps(quiet.tenant());
            busy.leave();
            quiet.leave();
            return new Fire(
                    flood,
                    beside,
                    Latency.of(alone, firstSteps),
                    Latency.of(beside, firstSteps),
                    answered,
                    drained,
                    cpu,
                    lost);
        }
    }

    private Outage outage() throws InterruptedException {
        Guest crowd = arena.guest("crowd", Arena.PACED);
        arena.modelAnswers(AWAY);
        Instant away = clock.instant();
        say.accept(options.runs() + " runs for a model that is away for "
                + options.outage().toSeconds() + " s");
        List<Start> starts =
                crowd.start(clock, options.over().dividedBy(options.runs()), sent -> sent < options.runs());
        TimeUnit.MILLISECONDS.sleep(
                Duration.between(clock.instant(), away.plus(options.outage())).toMillis());
        Instant back = clock.instant();
        arena.modelAnswers(ANSWERS);
        say.accept("the model is back");
        Duration drained = runs.awaitEnd(PATIENCE);
        List<Instant> calls = calls(away);
        List<String> lost = runs.missing(crowd, starts);
        crowd.leave();
        return new Outage(
                options.pace(),
                starts.stream().filter(Start::isAccepted).count(),
                calls.stream().filter(call -> call.isBefore(back)).count(),
                back,
                calls.stream().filter(call -> !call.isBefore(back)).toList(),
                drained,
                lost);
    }

    private List<Instant> calls(Instant since) {
        List<Instant> calls = new ArrayList<>();
        for (JsonNode request : arena.modelLog()) {
            Instant at = Instant.parse(request.path("at").asString());
            if (!at.isBefore(since)) {
                calls.add(at);
            }
        }
        return calls;
    }
}
