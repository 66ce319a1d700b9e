package io.fermata.identity.bootstrap;

import io.fermata.identity.platform.IdentityProperties;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts the first key into the hands of whoever installs the platform: in a private file where one is configured, and only
 * otherwise on the console, which logs are made of.
 */
@Component
class FirstKeyDelivery {
    private static final Logger log = LoggerFactory.getLogger(FirstKeyDelivery.class);

    private final @Nullable Path file;
    private final PrintStream console;

    FirstKeyDelivery(IdentityProperties properties) {
        String path = properties.platformAdminKeyFile();
        this.file = path == null ? null : Path.of(path);
        this.console = System.out;
    }

    void handOver(String key) {
        if (file != null) {
            store(key);
            return;
        }
        console.println("""

                ------------------------------------------------------------------------
                Platform admin key, shown this once: %s
                ------------------------------------------------------------------------
                """.formatted(key));
    }

    /** Nothing when no file is configured. The file is never readable by others, and never half written. */
    void store(String key) {
        if (file == null) {
            return;
        }
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(
                    directory,
                    "key",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, key + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            log.atInfo().log("the platform admin key is in {}, which only its owner can read", file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the platform admin key to " + file, e);
        }
    }
}
