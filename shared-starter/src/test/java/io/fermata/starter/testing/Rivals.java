package io.fermata.starter.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** A few threads that begin at the same moment, round after round. */
public final class Rivals implements AutoCloseable {
    private final ExecutorService threads;
    private final CyclicBarrier start;

    public Rivals(int count) {
        threads = Executors.newFixedThreadPool(count);
        start = new CyclicBarrier(count);
    }

    /** Returns when all of them are through; throws what one of them threw. */
    public void round(IntConsumer work) throws Exception {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int rival = 0; rival < start.getParties(); rival++) {
            int number = rival;
            tasks.add(() -> {
                start.await();
                work.accept(number);
                return true;
            });
        }
        for (Future<Boolean> task : threads.invokeAll(tasks)) {
            task.get();
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
