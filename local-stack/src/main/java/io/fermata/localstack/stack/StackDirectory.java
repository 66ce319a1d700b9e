package io.fermata.localstack.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where one stack keeps what survives it: {@code .fermata/} of a checkout, a directory under target/ in tests.
 *
 * @param apps the unpacked services with their start-up caches; stacks of the same build may share them
 */
public record StackDirectory(Path root, Path apps) {
    public StackDirectory(Path root) {
        this(root, root.resolve("apps"));
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path pids() {
        return root.resolve("run");
    }

    public Path data(String process) {
        return root.resolve("data").resolve(process);
    }

    /** The loaded classes of a program that is no service, kept for its next start. */
    public Path classes(String process) {
        return apps.resolve(process + ".jsa");
    }

    public Path configuration(String file) {
        return root.resolve("run").resolve(file);
    }

    public Path programs() {
        return root.resolve("programs");
    }

    /** What the oracle of a torture run wrote down. */
    public Path ledger() {
        return root.resolve("data").resolve("ledger.jsonl");
    }

    public Path secrets() {
        return root.resolve("secrets.json");
    }

    public Path credentials() {
        return root.resolve("credentials.json");
    }

    public Path platformAdminKey() {
        return root.resolve("platform-admin.key");
    }

    /** Where audit events go that have had their time in the database. */
    public Path auditArchive() {
        return root.resolve("data").resolve("audit-archive");
    }

    /** Everything but the programs, which hold no data and are slow to make. */
    public void deleteData() throws IOException {
        for (String name : List.of(
                "data", "logs", "run", "secrets.json", "credentials.json", "platform-admin.key", "ports.properties")) {
            deleteTree(root.resolve(name));
        }
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
