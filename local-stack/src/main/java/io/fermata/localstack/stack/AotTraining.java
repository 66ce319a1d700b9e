package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import io.fermata.localstack.process.ProcessTable;
import io.fermata.localstack.process.ShutdownRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Once per build: lets each service start and end while the JVM watches, so that every later start skips loading and
 * linking its classes. The services start for real, with their consumers and relays, because what was not seen in
 * training is not in the cache.
 */
final class AotTraining {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ProcessTable table;
    private final StackProgress progress;
    private final Predicate<StackService> trained;

    AotTraining(ProcessTable table, StackProgress progress, Predicate<StackService> trained) {
        this.table = table;
        this.progress = progress;
        this.trained = trained;
    }

    void trainMissing(List<StackProcess> processes) throws InterruptedException {
        List<ServiceProcess> untrained = processes.stream()
                .filter(ServiceProcess.class::isInstance)
                .map(ServiceProcess.class::cast)
                .filter(process -> process.trains(trained))
                .toList();
        // More than there are cores: in between they wait for the broker and for their groups.
        Parallel.forEach(untrained, Runtime.getRuntime().availableProcessors() + 2, this::train);
    }

    /** A service that cannot be trained is started without a cache: slower, otherwise the same. */
    private void train(ServiceProcess process) {
        try {
            process.app().extracted(); // what an earlier build has learned goes with it
            if (runs(process) || Files.exists(process.app().aotCache())) {
                return;
            }
            process.endpoints().forEach(endpoint -> endpoint.requireFree(process.name()));
            progress.working(process.name(), "learning to start fast (once per build)");
            table.start(process.training());
            awaitReady(process);
            if (table.stop(process.name(), ShutdownRequest.TERMINATE, PATIENCE)) {
                process.app().keepTrainedCache();
            }
        } catch (IOException e) {
            throw new StackException(process.name() + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while " + process.name() + " was trained", e);
        }
    }

    private boolean runs(ServiceProcess process) {
        return table.find(process.name()).isPresent();
    }

    private void awaitReady(ServiceProcess process) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!process.ready() && runs(process) && System.nanoTime() < deadline) {
            Thread.sleep(Duration.ofMillis(200));
        }
    }
}
