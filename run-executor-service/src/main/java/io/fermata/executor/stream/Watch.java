package io.fermata.executor.stream;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One watcher's queue. When it is full the newest news is dropped and the watcher is told to read from disk. */
final class Watch implements AutoCloseable {

    private static final int CAPACITY = 1_024;

    private final ArrayBlockingQueue<News> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Runnable onClose;
    private volatile boolean overflowed;

    Watch(Runnable onClose) {
        this.onClose = onClose;
    }

    void offer(News news) {
        if (!queue.offer(news)) {
            overflowed = true;
        }
    }

    /** Null when nothing came in time. */
    @Nullable
    News next(Duration patience) throws InterruptedException {
        News news = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (news != null && overflowed && queue.isEmpty()) {
            overflowed = false;
            offer(new News.Missed());
        }
        return news;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
