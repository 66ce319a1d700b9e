package io.fermata.e2e.overload;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Starts that go on beside others. */
final class Background {
    private final FutureTask<List<Start>> task;

    Background(Callable<List<Start>> starts) {
        task = new FutureTask<>(starts);
        Thread.ofVirtual().name("flood").start(task);
    }

    boolean isUnderWay() {
        return !task.isDone();
    }

    List<Start> result() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
