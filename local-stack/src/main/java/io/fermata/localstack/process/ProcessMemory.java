package io.fermata.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory as Linux counts it fairly: a page shared by n processes weighs 1/n in each (PSS). */
public final class ProcessMemory {
    private ProcessMemory() {}

    /** Of the process and its descendants; 0 where the system does not tell. */
    public static long bytes(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(ProcessMemory::own)
                .sum();
    }

    private static long own(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException _) {
            return 0;
        }
    }
}
