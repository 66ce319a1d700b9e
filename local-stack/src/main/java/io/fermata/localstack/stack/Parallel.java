package io.fermata.localstack.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Does the same to several things at once, a few at a time, in their order; the first failure wins after all have ended. */
final class Parallel {
    private Parallel() {}

    static <T> void forEach(List<T> items, int atOnce, Consumer<T> action) throws InterruptedException {
        Semaphore permits = new Semaphore(atOnce, true);
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T item : items) {
                permits.acquire();
                futures.add(executor.submit(() -> releasing(permits, () -> action.accept(item))));
            }
        }
        for (Future<?> future : futures) {
            await(future);
        }
    }

    private static void releasing(Semaphore permits, Runnable action) {
        try {
            action.run();
        } finally {
            permits.release();
        }
    }

    private static void await(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
