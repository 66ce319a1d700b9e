package io.fermata.fuzzing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Searches at a low priority: a minute of a target takes what the tests of other modules leave, and not their time. */
public final class Politeness implements LauncherSessionListener {
    /** Set for the JVMs that search. Surefire looks for their classes in Maven's own, whose priority all else has too. */
    private static final String PRIORITY = "fermata.fuzzing.nice";

    private static final Path THREADS = Path.of("/proc/self/task");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String priority = System.getProperty(PRIORITY);
        if (priority != null) {
            searchAt(priority);
        }
    }

    private static void searchAt(String priority) {
        try {
            List<String> command = new ArrayList<>(List.of("renice", "-n", priority, "-p"));
            command.addAll(threads());
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            System.err.println("searching at the usual priority: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Linux keeps the priority with each thread, from which those that it starts have theirs. */
    private static List<String> threads() throws IOException {
        if (!Files.isDirectory(THREADS)) {
            return List.of(Long.toString(ProcessHandle.current().pid()));
        }
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.map(thread -> thread.getFileName().toString()).toList();
        }
    }
}
