package io.fermata.starter.relay;

import io.fermata.starter.relay.RelayStatus.Failed;
import io.fermata.starter.relay.RelayStatus.Running;
import io.fermata.starter.relay.RelayStatus.StandingBy;
import io.fermata.starter.relay.RelayStatus.Starting;
import io.fermata.starter.relay.RelayStatus.Stopped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the relay going: waits for the slot while another replica has it, starts, and starts again whatever ends it.
 */
public final class OutboxRelay implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ONCE_MORE = Duration.ofMillis(100);

    private final RelayRun run;
    private final RelayMarks marks;
    private final RelayProperties properties;
    private final Clock clock;
    private final Backoff backoff;

    private volatile RelayStatus status;
    private CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread supervisor;

    OutboxRelay(RelayRun run, RelayMarks marks, RelayProperties properties, Clock clock, RandomGenerator random) {
        this.run = run;
        this.marks = marks;
        this.properties = properties;
        this.clock = clock;
        this.backoff = new Backoff(properties.restartDelay(), properties.longestRestartDelay(), random);
        this.status = new Stopped(clock.instant());
    }

    public RelayStatus status() {
        return status;
    }

    /** How long the oldest unrelayed row has been waiting, at most. Zero where another replica relays. */
    public Duration lag() {
        return switch (status) {
            case Running _ -> marks.lag();
            case StandingBy _ -> Duration.ZERO;
            case Stopped _, Starting _, Failed _ -> marks.sinceCaughtUp();
        };
    }

    @Override
    public synchronized void start() {
        if (supervisor == null) {
            stopping = new CountDownLatch(1);
            status = new Starting(clock.instant());
            supervisor = Thread.ofPlatform().name("outbox-relay").daemon().start(this::supervise);
        }
    }

    @Override
    public synchronized void stop() {
        Thread thread = supervisor;
        if (thread == null) {
            return;
        }
        stopping.countDown();
        try {
            endRun(thread);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        supervisor = null;
        status = new Stopped(clock.instant());
    }

    @Override
    public synchronized boolean isRunning() {
        return supervisor != null;
    }

    /** A run that is only just starting cannot be ended yet, so this is said more than once. */
    private void endRun(Thread thread) throws InterruptedException {
        Instant deadline = clock.instant().plus(PATIENCE);
        do {
            try {
                run.end();
            } catch (IOException | IllegalStateException e) {
                log.atDebug().setCause(e).log("the relay cannot be ended yet, or has ended");
            }
        } while (!thread.join(ONCE_MORE) && clock.instant().isBefore(deadline));
        thread.interrupt();
    }

    private void supervise() {
        try {
            while (stopping.getCount() > 0) {
                pause(relayOnce());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how long to wait before the next try */
    private Duration relayOnce() throws InterruptedException {
        try {
            if (run.taken()) {
                standBy();
                return properties.standbyInterval();
            }
            status = new Starting(clock.instant());
            run.run(this::polling);
            return properties.restartDelay();
        } catch (RuntimeException | Error e) {
            // An error, too: whoever looks at a thread that has ended sees a relay that runs and has nothing to do.
            return failed(e);
        }
    }

    private void polling() {
        status = new Running(clock.instant());
        log.atInfo().log("the outbox relay is running");
        backoff.reset();
    }

    private void standBy() {
        if (!(status instanceof StandingBy)) {
            status = new StandingBy(clock.instant());
            log.atInfo().log("another replica relays the outbox; standing by");
        }
    }

    private Duration failed(Throwable failure) {
        if (stopping.getCount() > 0) {
            status = new Failed(clock.instant(), String.valueOf(failure.getMessage()));
            log.atError().setCause(failure).log("the outbox relay failed and starts again");
        }
        return backoff.next();
    }

    private void pause(Duration duration) throws InterruptedException {
        boolean stopped = stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        if (stopped) {
            log.atDebug().log("the outbox relay stops");
        }
    }
}
