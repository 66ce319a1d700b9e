package io.fermata.starter.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One or more tasks on a thread of their own, each again so long after it has ended, however it ended. */
public final class RepeatedTasks {
    private static final Logger log = LoggerFactory.getLogger(RepeatedTasks.class);

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
            var _ = timer.scheduleWithFixedDelay(
                    () -> run(task), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
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

    /** What a task throws would be its end, and nobody would hear of it. */
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("a repeated task failed and is tried again");
        }
    }

    private ScheduledExecutorService newTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(thread).daemon().factory());
    }
}
