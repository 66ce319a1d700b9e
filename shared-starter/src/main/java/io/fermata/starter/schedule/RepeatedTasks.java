package io.fermata.starter.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One or more tasks on a thread of their own, each again so long after it has ended. They must not throw. */
public final class RepeatedTasks {
    private final String thread;
    private volatile ScheduledExecutorService timer;
    private volatile boolean running;

    public RepeatedTasks(String thread) {
        this.thread = thread;
        this.timer = newTimer();
    }

    public void start(Iterable<Runnable> tasks, Duration first, Duration pause) {
        if (timer.isShutdown()) {
            timer = newTimer(); // stopped before: contexts are paused and started again
        }
        for (Runnable task : tasks) {
            var _ = timer.scheduleWithFixedDelay(task, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        running = true;
    }

    public void stop() {
        timer.shutdownNow();
        running = false;
    }

    public boolean isRunning() {
        return running;
    }

    private ScheduledExecutorService newTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(thread).daemon().factory());
    }
}
