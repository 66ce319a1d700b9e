package io.fermata.localstack.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The checkout a test runs in: Surefire starts in the module's directory, an IDE often in the root. */
final class Checkout {
    private Checkout() {}

    static Path root() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, directory -> directory != null, Path::getParent)
                .filter(directory -> Files.isExecutable(directory.resolve("fermata"))
                        && Files.isDirectory(directory.resolve("local-stack")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not inside a checkout of Fermata: " + start));
    }
}
