package io.fermata.e2e.torture;

import io.fermata.e2e.leak.Databases;
import io.fermata.e2e.leak.Traces;
import io.fermata.e2e.torture.evidence.Evidence;
import io.fermata.e2e.torture.evidence.EvidenceReader;
import io.fermata.e2e.torture.evidence.SecretSearch;
import io.fermata.e2e.torture.evidence.TopicReader;
import io.fermata.e2e.torture.evidence.Witness;
import io.fermata.e2e.torture.fault.FaultPlan;
import io.fermata.e2e.torture.fault.Injector;
import io.fermata.e2e.torture.fault.Pulse;
import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import io.fermata.e2e.torture.invariant.Invariants;
import io.fermata.e2e.torture.report.Findings;
import io.fermata.e2e.torture.workload.Approver;
import io.fermata.e2e.torture.workload.Channel;
import io.fermata.e2e.torture.workload.Deeds;
import io.fermata.e2e.torture.workload.Party;
import io.fermata.e2e.torture.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One torture run in a world that is up: work and blows at the same time, heal, drain, judgement. */
public final class Torture {
    private static final Duration PER_RUN = Duration.ofMillis(400);
    private static final Duration PER_FAULT = Duration.ofMillis(4_500);
    /** The relay's auditor sends what is missing within a minute. */
    private static final Duration SETTLING = Duration.ofSeconds(100);

    private final World world;
    private final TortureOptions options;
    private final Clock clock;
    private final Consumer<String> say;
    private final String secret;
    private final Databases databases;
    private final Witness witness;
    private final Deeds deeds = new Deeds();

    /**
     * In this world.
     *
     * @param say is told what goes on
     */
    public Torture(World world, TortureOptions options, Clock clock, Consumer<String> say) throws IOException {
        this.world = world;
        this.options = options;
        this.clock = clock;
        this.say = say;
        this.secret = "planted-" + Long.toHexString(new SplittableRandom(options.seed()).nextLong());
        this.databases = world.databases();
        this.witness = new Witness(databases);
    }

    public Findings run() throws InterruptedException {
        Instant began = clock.instant();
        List<Party> parties = settle();
        try (Channel channel = new Channel(world.bootstrapServers(), clock)) {
            var workload =
                    new Workload(parties, channel, deeds, new SplittableRandom(options.seed()), options.without());
            Thread approver = Thread.ofVirtual().start(new Approver(parties, deeds));
            try {
                return under(began, parties, workload);
            } finally {
                approver.interrupt();
            }
        }
    }

    private Findings under(Instant began, List<Party> parties, Workload workload) throws InterruptedException {
        var injector = new Injector(world, new Pulse(parties.getFirst().gateway()), clock);
        workAndSuffer(workload, injector);
        say.accept("healing");
        List<String> troubles = new ArrayList<>(injector.heal());
        say.accept("draining");
        var drain = new Drain(databases, parties);
        Duration drained = drain.await();
        boolean alive = drain.alive();
        say.accept("judging");
        troubles.addAll(workload.refused());
        return findings(new Course(began, parties, workload, injector, troubles, drained, alive));
    }

    /** What is known when the work is done. */
    private record Course(
            Instant began,
            List<Party> parties,
            Workload workload,
            Injector injector,
            List<String> troubles,
            @Nullable Duration drained,
            boolean alive) {}

    private List<Party> settle() {
        say.accept("settling two tenants");
        world.http()
                .send("POST", world.oracleUrl() + "/__script", Map.of("Content-Type", "text/plain"), script())
                .requireSuccess("the oracle's script");
        witness.install();
        List<Party> parties = List.of(
                Party.settle(world.admin(), "north", world.toolsUrl(), secret, deeds),
                Party.settle(world.admin(), "south", world.toolsUrl(), secret, deeds));
        if (!new Drain(databases, parties).alive()) {
            throw new IllegalStateException("the stack does not even work when it is left in peace");
        }
        return parties;
    }

    private void workAndSuffer(Workload workload, Injector injector) throws InterruptedException {
        Duration over = longer(PER_RUN.multipliedBy(options.runs()), PER_FAULT.multipliedBy(options.faults()));
        say.accept(options.runs() + " runs and " + options.faults() + " faults within " + over.toSeconds() + " s, seed "
                + options.seed());
        Thread work = Thread.ofVirtual().start(() -> {
            try {
                workload.start(options.runs(), over);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        injector.deal(FaultPlan.of(options.seed(), options.faults(), over, options::deals));
        work.join();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Findings findings(Course course) throws InterruptedException {
        try (var topics = new TopicReader(world.bootstrapServers())) {
            Path logs = world.stack().directory().logs();
            var search = new SecretSearch(new Traces(logs, databases, world.bootstrapServers()), secret);
            var reader = new EvidenceReader(
                    databases, witness, topics, world.stack().directory().ledger(), search);
            Evidence evidence = settled(reader, course);
            var counts = new Counts(evidence, witness.takeovers(), logs);
            return new Findings(
                    options,
                    course.began(),
                    Duration.between(course.began(), clock.instant()),
                    evidence.acknowledged().size(),
                    course.troubles(),
                    counts.outcomes(),
                    course.injector().episodes(),
                    Recoveries.of(course.injector().episodes(), witness.takeovers()),
                    counts.tally(course.workload().repeats()),
                    course.drained(),
                    course.alive(),
                    Invariants.judge(evidence));
        }
    }

    /** Events may still be on their way: the evidence counts when it shows no violation, or no more time is left. */
    private Evidence settled(EvidenceReader reader, Course course) throws InterruptedException {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        while (true) {
            Evidence evidence = reader.read(
                    course.workload().acknowledged(),
                    deeds.done(),
                    course.parties().stream().map(Party::auditChain).toList());
            boolean kept = Invariants.judge(evidence).stream().allMatch(Verdict::holds);
            if (kept || System.nanoTime() > deadline) {
                return evidence;
            }
            TimeUnit.SECONDS.sleep(5);
        }
    }

    private static String script() {
        try (InputStream in = Torture.class.getResourceAsStream("script.yaml")) {
            return new String(Objects.requireNonNull(in, "script.yaml").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
