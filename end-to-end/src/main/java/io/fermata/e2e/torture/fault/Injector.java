package io.fermata.e2e.torture.fault;

import io.fermata.e2e.http.Json;
import io.fermata.e2e.torture.World;
import io.fermata.e2e.torture.fault.Disturbance.Crash;
import io.fermata.e2e.torture.fault.Disturbance.Freeze;
import io.fermata.e2e.torture.fault.Disturbance.Kill;
import io.fermata.e2e.torture.fault.Disturbance.Network;
import io.fermata.e2e.torture.fault.Disturbance.Outside;
import io.fermata.e2e.torture.fault.Disturbance.Terminate;
import io.fermata.localstack.stack.LocalStack;
import io.fermata.localstack.stack.StackException;
import io.fermata.testkit.proxy.FaultProxy;
import io.fermata.testkit.proxy.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Deals the blows of a plan, each when its time has come, and watches how the stack gets over them. */
public final class Injector {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int START_TRIES = 5;

    private final World world;
    private final LocalStack stack;
    private final Pulse pulse;
    private final Clock clock;
    private final Queue<Episode> episodes = new ConcurrentLinkedQueue<>();
    private final Map<String, ReentrantLock> victims = new ConcurrentHashMap<>();

    public Injector(World world, Pulse pulse, Clock clock) {
        this.world = world;
        this.stack = world.stack();
        this.pulse = pulse;
        this.clock = clock;
    }

    /** Returns when every blow was dealt and got over, or given up on. */
    public void deal(FaultPlan plan) throws InterruptedException {
        long began = System.nanoTime();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (FaultPlan.Blow blow : plan.blows()) {
                TimeUnit.NANOSECONDS.sleep(began + blow.after().toNanos() - System.nanoTime());
                var unused = hands.submit(() -> deal(blow.disturbance()));
            }
        }
    }

    public List<Episode> episodes() {
        return List.copyOf(episodes);
    }

    /** Fair weather, no more spoilt answers, every process running and ready; tells of those that are not. */
    public List<String> heal() throws InterruptedException {
        world.links().values().forEach(link -> link.weather(Weather.CALM));
        world.http()
                .send("DELETE", world.oracleUrl() + "/__faults", Map.of(), null)
                .requireSuccess("disarming the oracle");
        List<String> troubles = new ArrayList<>();
        for (String process : stack.names()) {
            try {
                start(process);
            } catch (StackException e) {
                troubles.add(process + " is not well after the heal: " + e.getMessage());
            }
        }
        return troubles;
    }

    private void deal(Disturbance disturbance) {
        ReentrantLock victim = victims.computeIfAbsent(victim(disturbance), _ -> new ReentrantLock());
        Instant at = clock.instant();
        if (!victim.tryLock()) {
            episodes.add(Episode.skipped(disturbance, at, "its victim was not over the last blow"));
            return;
        }
        try {
            episodes.add(perform(disturbance, at));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            episodes.add(new Episode(disturbance, at, null, String.valueOf(e.getMessage())));
        } finally {
            victim.unlock();
        }
    }

    private static String victim(Disturbance disturbance) {
        return switch (disturbance) {
            case Kill(String process) -> process;
            case Freeze(String process, var _) -> process;
            case Terminate(String process) -> process;
            case Crash(String process, var _, var _) -> process;
            case Network(String link, var _, var _) -> link;
            case Outside(String target, String fault, var _, var _) -> target + fault;
        };
    }

    private Episode perform(Disturbance disturbance, Instant at) throws IOException, InterruptedException {
        return switch (disturbance) {
            case Kill(String process) -> {
                stack.kill(process);
                start(process);
                yield new Episode(disturbance, at, untilWell(process, at), "");
            }
            case Terminate(String process) -> {
                stack.stop(process);
                start(process);
                yield new Episode(disturbance, at, untilWell(process, at), "");
            }
            case Freeze(String process, Duration length) -> {
                keepModelCallsOpen();
                stack.freeze(process);
                sleep(length);
                stack.thaw(process);
                yield new Episode(disturbance, at, untilWell(process, clock.instant()), "");
            }
            case Crash crash -> crash(crash, at);
            case Network network -> network(network, at);
            case Outside outside -> outside(outside, at);
        };
    }

    /** Who is frozen with nothing under way has nothing to write too late. */
    private void keepModelCallsOpen() throws InterruptedException {
        spoil("model", "delay", 12, Duration.ofSeconds(4));
        sleep(Duration.ofSeconds(2));
    }

    private Episode crash(Crash crash, Instant at) throws InterruptedException {
        if (!arm(crash, crash.pass())) {
            return Episode.skipped(crash, at, "the failpoint could not be armed");
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (stack.runs(crash.process()) && System.nanoTime() < deadline) {
            sleep(POLL);
        }
        if (stack.runs(crash.process())) {
            arm(crash, 0);
            return Episode.skipped(crash, at, "the failpoint was not passed often enough");
        }
        Instant died = clock.instant();
        start(crash.process());
        return new Episode(crash, died, untilWell(crash.process(), died), "");
    }

    private boolean arm(Crash crash, int pass) {
        String url = world.managementUrl(crash.process()) + "/actuator/failpoints/" + crash.point();
        String body = Json.write(Map.of("pass", Integer.toString(pass)));
        try {
            return world.http()
                    .send("POST", url, Map.of("Content-Type", "application/json"), body)
                    .isSuccess();
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private Episode network(Network network, Instant at) throws InterruptedException {
        FaultProxy link = Objects.requireNonNull(world.links().get(network.link()), network.link());
        link.weather(
                switch (network.trouble()) {
                    case LATENCY -> Weather.slow(Duration.ofMillis(120));
                    case RESET -> Weather.CALM;
                    case HALF_OPEN -> Weather.halfOpen();
                    case BANDWIDTH -> Weather.narrow(300);
                    case CUT_AFTER_BYTES -> Weather.cutting(700);
                    case CLOSED -> Weather.closed();
                });
        if (network.trouble() == Disturbance.Trouble.RESET || network.trouble() == Disturbance.Trouble.CLOSED) {
            link.reset();
        }
        sleep(network.length());
        link.weather(Weather.CALM);
        return new Episode(network, at, untilWell(null, clock.instant()), "");
    }

    private Episode outside(Outside outside, Instant at) throws InterruptedException {
        spoil(outside.target(), outside.fault(), outside.times(), outside.length());
        return new Episode(outside, at, untilWell(null, at), "");
    }

    private void spoil(String target, String fault, int times, Duration length) {
        Map<String, Object> order =
                Map.of("target", target, "fault", fault, "times", times, "millis", length.toMillis());
        world.http()
                .send(
                        "POST",
                        world.oracleUrl() + "/__faults",
                        Map.of("Content-Type", "application/json"),
                        Json.write(order))
                .requireSuccess("arming the oracle");
    }

    /** A service that comes up while what it needs is down may give up: then it is started again. */
    private void start(String process) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                stack.start(process);
                return;
            } catch (StackException e) {
                if (attempt == START_TRIES || stack.runs(process)) {
                    throw e;
                }
                sleep(Duration.ofSeconds(1));
            }
        }
    }

    private @Nullable Duration untilWell(@Nullable String process, Instant since) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if ((process == null || stack.ready(process)) && pulse.beats()) {
                return Duration.between(since, clock.instant());
            }
            sleep(POLL);
        }
        return null;
    }

    private static void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
