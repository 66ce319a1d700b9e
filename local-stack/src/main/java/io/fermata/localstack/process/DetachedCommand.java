package io.fermata.localstack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Prefixes a command with {@code setsid} where the machine has it; it replaces itself, so the pid stays the command's. */
final class DetachedCommand {
    private static final boolean SETSID = Arrays.stream(
                    System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "setsid")));

    private DetachedCommand() {}

    static List<String> of(List<String> command) {
        return SETSID ? Stream.concat(Stream.of("setsid"), command.stream()).toList() : command;
    }
}
