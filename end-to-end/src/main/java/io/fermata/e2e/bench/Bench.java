package io.fermata.e2e.bench;

import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.http.Http;
import io.fermata.localstack.stack.ProcessStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code ./fermata bench} runs against a stack that is up: agent-loop-10 through the gateway, and the same loop
 * without durability (bare) and with nothing but a commit per effect (floor).
 */
public final class Bench {
    private static final Duration RAMP_UP = Duration.ofSeconds(3);
    private static final int WATCHED_RUNS = 30;

    private final BenchOptions options;
    private final Stack stack;
    private final Clock clock;
    private final Http http = new Http();
    private final List<ProcessStatus> processes;
    private final ClosedLoad load;

    private Bench(BenchOptions options, Stack stack, Clock clock) {
        this.options = options;
        this.stack = stack;
        this.clock = clock;
        this.processes = stack.requireAllRunning();
        this.load = new ClosedLoad(processes);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        try {
            BenchOptions options = BenchOptions.of(Arrays.asList(arguments));
            bringUp(Path.of(System.getenv("FERMATA_ROOT")));
            boolean good = new Bench(options, Stack.of(System.getenv()), Clock.systemUTC()).run();
            System.exit(good ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("fermata bench: " + e.getMessage());
            System.exit(2);
        }
    }

    /** By the command that people use; what runs already goes on running. */
    private static void bringUp(Path repository) throws IOException, InterruptedException {
        int code = new ProcessBuilder(repository.resolve("fermata").toString(), "up")
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            System.exit(code);
        }
    }

    private boolean run() throws IOException, InterruptedException, SQLException {
        String name = "bench-" + Long.toString(clock.millis(), Character.MAX_RADIX);
        Platform platform = Platform.prepare(admin(), stack.toolUrl(), name);
        say("warming up");
        say(String.format(Locale.ROOT, "warm at %,.0f effects/s", new WarmUp(load).run(platform)));
        List<Level> levels = new ArrayList<>();
        for (int concurrency : options.concurrency()) {
            levels.add(level(platform, concurrency));
        }
        Map<String, Long> memory = memory();
        say("watching runs");
        StreamProbe.Seen stream = new StreamProbe(platform, clock).watch(WATCHED_RUNS);
        say("the way through the gateway");
        List<Crossing> edge = Edge.of(load, admin(), stack.registryUrl(), name)
                .measure(options.measured().dividedBy(3));
        var result = new Result(levels, edge, stream, memory);
        Path file = ResultFile.write(stack.directory().root().resolve("bench"), result, clock.instant());
        System.out.println("\n" + new ResultTable(result).text() + "\n  " + file);
        return !result.failed();
    }

    private Gateway admin() throws IOException {
        return new Gateway(http, stack.gatewayUrl(), stack.platformAdminKey());
    }

    private Level level(Platform platform, int concurrency) throws IOException, InterruptedException, SQLException {
        say("platform, " + concurrency + " at once");
        Measurement measured = load.run(platform, concurrency, RAMP_UP, options.measured());
        say("bare and floor, " + concurrency + " at once");
        Measurement bare = reference(PlainLoop.Results.FORGOTTEN, concurrency);
        try (Floor commits = Floor.open(stack.postgresPort(), stack.postgresPassword(), concurrency)) {
            return new Level(measured, bare, reference(commits, concurrency));
        }
    }

    private Measurement reference(PlainLoop.Results results, int concurrency) throws InterruptedException {
        var loop = new PlainLoop(http, stack.modelUrl(), stack.toolUrl(), results);
        return load.run(loop, concurrency, RAMP_UP, options.measured().dividedBy(3));
    }

    private Map<String, Long> memory() {
        Map<String, Long> memory = new LinkedHashMap<>();
        stack.requireAllRunning().forEach(process -> memory.put(process.name(), process.memoryBytes()));
        return memory;
    }

    private static void say(String words) {
        System.err.println("  " + words);
    }
}
