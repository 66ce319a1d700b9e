package io.fermata.e2e.bench;

import io.fermata.localstack.stack.ProcessStatus;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** So many workers, each of which begins its next loop when its last one has ended. */
final class ClosedLoad {
    private final List<ProcessStatus> processes;

    ClosedLoad(List<ProcessStatus> processes) {
        this.processes = processes;
    }

    /** Counts the loops that end between {@code rampUp} and {@code rampUp + measured}; every loop begun is awaited. */
    Measurement run(Subject subject, int concurrency, Duration rampUp, Duration measured) throws InterruptedException {
        var workers = new Workers(subject, concurrency);
        workers.start();
        TimeUnit.NANOSECONDS.sleep(rampUp.toNanos());
        CpuTimes before = CpuTimes.now(processes);
        long from = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(measured.toNanos());
        CpuTimes after = CpuTimes.now(processes);
        long until = System.nanoTime();
        workers.stop();
        return new Measurement(
                concurrency,
                workers.failures.get(),
                Duration.ofNanos(until - from),
                Percentiles.of(workers.finishedBetween(from, until)),
                after.since(before));
    }

    private record Finished(long began, long ended) {}

    private static final class Workers {
        private final Subject subject;
        private final int count;
        private final CountDownLatch ended;
        private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicReference<String> firstFailure = new AtomicReference<>("");
        private volatile boolean stopping;

        Workers(Subject subject, int count) {
            this.subject = subject;
            this.count = count;
            this.ended = new CountDownLatch(count);
        }

        void start() {
            for (int i = 0; i < count; i++) {
                Thread.ofVirtual().name("worker-" + i).start(this::work);
            }
        }

        void stop() throws InterruptedException {
            stopping = true;
            ended.await();
            if (failures.get() > 0) {
                System.err.println(failures.get() + " loops failed, the first: " + firstFailure.get());
            }
        }

        List<Duration> finishedBetween(long from, long until) {
            return finished.stream()
                    .filter(loop -> loop.ended >= from && loop.ended < until)
                    .map(loop -> Duration.ofNanos(loop.ended - loop.began))
                    .toList();
        }

        private void work() {
            try {
                while (!stopping) {
                    long began = System.nanoTime();
                    subject.loop();
                    finished.add(new Finished(began, System.nanoTime()));
                }
            } catch (RuntimeException e) {
                failures.incrementAndGet();
                firstFailure.compareAndSet("", String.valueOf(e.getMessage()));
            } finally {
                ended.countDown();
            }
        }
    }
}
