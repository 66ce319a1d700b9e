package io.fermata.localstack.stack;

import io.fermata.localstack.network.Endpoint;
import io.fermata.localstack.network.PortTakenException;
import io.fermata.localstack.process.ProcessSpec;
import io.fermata.localstack.process.ProcessTable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Brings one process from nothing to ready, or says why it cannot. */
final class ProcessStarter {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ProcessTable table;
    private final StackProgress progress;
    private boolean refusing;

    ProcessStarter(ProcessTable table, StackProgress progress) {
        this.table = table;
        this.progress = progress;
    }

    /** Does nothing but wait when the process runs already. */
    void start(StackProcess process) {
        long began = System.nanoTime();
        try {
            if (table.find(process.name()).isEmpty()) {
                process.endpoints().forEach(endpoint -> endpoint.requireFree(process.name()));
                requireNotRefusing(process.name());
                progress.working(process.name(), "preparing");
                ProcessSpec spec = process.prepare();
                launch(process, spec, process.attempts());
            } else if (awaitReady(process) != Outcome.READY) {
                throw new StackException(process.name() + " runs and is not ready after " + PATIENCE.toSeconds()
                        + " s; see ./fermata logs " + process.name());
            }
            process.afterReady();
            progress.ready(process.name(), where(process), Duration.ofNanos(System.nanoTime() - began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while " + process.name() + " started", e);
        } catch (StackException | PortTakenException e) {
            progress.failed(process.name(), String.valueOf(e.getMessage()));
            throw e;
        } catch (Exception e) {
            progress.failed(process.name(), String.valueOf(e.getMessage()));
            throw new StackException(process.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void launch(StackProcess process, ProcessSpec spec, int attempts) throws IOException, InterruptedException {
        startUnlessRefused(spec);
        progress.working(process.name(), "starting");
        Outcome outcome = awaitReady(process);
        if (outcome == Outcome.ENDED && attempts > 1) {
            Thread.sleep(Duration.ofSeconds(1));
            launch(process, spec, attempts - 1);
        } else if (outcome != Outcome.READY) {
            throw new StackException(process.name()
                    + (outcome == Outcome.ENDED
                            ? " ended while it started"
                            : " is not ready after " + PATIENCE.toSeconds() + " s")
                    + "; the end of " + spec.log() + ":\n" + LogTail.of(spec.log(), 15));
        }
    }

    /** After this no process is started; one that was started a moment before is in the table. */
    synchronized void refuseFurtherStarts() {
        refusing = true;
    }

    private synchronized void startUnlessRefused(ProcessSpec spec) throws IOException {
        requireNotRefusing(spec.name());
        table.start(spec);
    }

    private synchronized void requireNotRefusing(String name) {
        if (refusing) {
            throw new StackException("interrupted before " + name + " was started");
        }
    }

    private Outcome awaitReady(StackProcess process) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!process.ready()) {
            Optional<ProcessHandle> running = table.find(process.name());
            if (running.isEmpty()) {
                return Outcome.ENDED;
            }
            if (System.nanoTime() > deadline) {
                return Outcome.LATE;
            }
            Thread.sleep(POLL);
        }
        return Outcome.READY;
    }

    private static String where(StackProcess process) {
        Endpoint endpoint = process.endpoints().getFirst();
        return process instanceof PostgresProcess || process instanceof KafkaProcess
                ? "127.0.0.1:" + endpoint.port()
                : endpoint.url();
    }

    private enum Outcome {
        READY,
        ENDED,
        LATE
    }
}
