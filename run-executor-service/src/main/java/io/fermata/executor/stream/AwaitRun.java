package io.fermata.executor.stream;

import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunStore;
import io.fermata.executor.run.Status;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Waits for a run to end or to need somebody: what {@code Prefer: wait} asks for. */
@Component
public class AwaitRun {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final RunStore runs;
    private final LiveRuns live;
    private final Clock clock;

    AwaitRun(RunStore runs, LiveRuns live, Clock clock) {
        this.runs = runs;
        this.live = live;
        this.clock = clock;
    }

    /** The run as it is when it has settled, or when the time is up. */
    public Run settled(String runId, Duration patience) {
        return when(AwaitRun::isSettled, runId, patience);
    }

    /** The run as it is when it has ended, or when the time is up. */
    public Run ended(String runId, Duration patience) {
        return when(run -> run.status().isFinal(), runId, patience);
    }

    private Run when(Predicate<Run> reached, String runId, Duration patience) {
        Instant deadline = clock.instant().plus(patience);
        try (Watch watch = live.watch(runId)) {
            Run run = require(runId);
            while (!reached.test(run) && clock.instant().isBefore(deadline)) {
                News news = watch.next(shorter(LOOK_AGAIN, Duration.between(clock.instant(), deadline)));
                if (!(news instanceof News.Step) && !(news instanceof News.Token)) {
                    run = require(runId);
                }
            }
            return run;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return require(runId);
        }
    }

    public static boolean isSettled(Run run) {
        return run.status().isFinal() || run.status() == Status.WAITING_APPROVAL || run.needsReconciliation();
    }

    private Run require(String runId) {
        return runs.find(runId).orElseThrow(() -> ProblemException.notFound("run"));
    }

    private static Duration shorter(Duration a, Duration b) {
        Duration shorter = a.compareTo(b) < 0 ? a : b;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }
}
