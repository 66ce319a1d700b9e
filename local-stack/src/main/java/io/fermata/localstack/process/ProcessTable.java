package io.fermata.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of one stack, remembered in pid files so that they outlive the command that started them and the next
 * command finds them again. A pid file carries the process's start time: a pid alone may belong to a stranger by now.
 */
public final class ProcessTable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path directory;

    public ProcessTable(Path directory) {
        this.directory = directory;
    }

    /** Starts a process in a session of its own, so that a Ctrl-C in the terminal reaches it only through {@link #stop}. */
    public ProcessHandle start(ProcessSpec spec) throws IOException {
        Files.createDirectories(directory);
        Files.createDirectories(spec.log().toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(DetachedCommand.of(spec.command()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        ProcessHandle process = builder.start().toHandle();
        remember(spec.name(), process);
        return process;
    }

    public Optional<ProcessHandle> find(String name) {
        try {
            String[] parts = Files.readString(file(name)).strip().split(" ", 2);
            return ProcessHandle.of(Long.parseLong(parts[0])).filter(process -> isSame(process, parts[1]));
        } catch (java.nio.file.NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends a signal the JDK has no word for.
     *
     * @param signal as {@code kill} knows it, such as {@code STOP}
     */
    public void signal(String name, String signal) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = find(name);
        if (process.isPresent()) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.get().pid()))
                    .start()
                    .waitFor();
        }
    }

    /** SIGKILL, and waits until the process is gone. */
    public void kill(String name) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = find(name);
        if (process.isPresent()) {
            process.get().destroyForcibly();
            awaitEnd(process.get(), Duration.ofSeconds(30));
        }
        Files.deleteIfExists(file(name));
    }

    /**
     * Asks politely first; a process that does not end within its grace is killed.
     *
     * @return whether the process has ended by itself, or was not there
     */
    public boolean stop(String name, ShutdownRequest request, Duration grace) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = find(name);
        boolean byItself = process.isEmpty() || endsWhenAsked(process.get(), request, grace);
        if (!byItself) {
            kill(name);
        }
        Files.deleteIfExists(file(name));
        return byItself;
    }

    private static boolean endsWhenAsked(ProcessHandle process, ShutdownRequest request, Duration grace)
            throws IOException, InterruptedException {
        request.send(process);
        return awaitEnd(process, grace);
    }

    public static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process);
    }

    private static boolean awaitEnd(ProcessHandle process, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isAlive(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    private void remember(String name, ProcessHandle process) throws IOException {
        Path partial = directory.resolve(name + ".pid.new");
        Files.writeString(partial, process.pid() + " " + startOf(process) + "\n");
        Files.move(partial, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String name) {
        return directory.resolve(name + ".pid");
    }

    private static boolean isSame(ProcessHandle process, String start) {
        return isAlive(process) && startOf(process).equals(start);
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    /**
     * Where nobody reaps orphans, as in many containers, a dead process stays in the table and looks alive to the JDK.
     * While other threads of it are still ending, it holds its ports and is not dead.
     */
    private static boolean isZombie(ProcessHandle process) {
        Path directory = Path.of("/proc", Long.toString(process.pid()));
        try (Stream<Path> threads = Files.list(directory.resolve("task"))) {
            String stat = Files.readString(directory.resolve("stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2) && threads.count() <= 1;
        } catch (IOException _) {
            return false;
        }
    }
}
