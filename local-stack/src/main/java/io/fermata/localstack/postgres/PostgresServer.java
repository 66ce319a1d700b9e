package io.fermata.localstack.postgres;

import io.fermata.localstack.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One Postgres cluster with durability on: how it is initialised, started as a process, asked and stopped. */
public record PostgresServer(PostgresBinaries binaries, Path data, int port, String superuserPassword) {
    public static final String HOST = "127.0.0.1";

    /** Makes the cluster unless the data directory holds one. */
    public void initialise(Path log) throws IOException, InterruptedException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Files.createDirectories(data.getParent());
        Files.createDirectories(log.getParent());
        Path passwordFile = Files.createTempFile(data.getParent(), "superuser", null);
        Files.writeString(passwordFile, superuserPassword);
        try {
            List<String> command = unprivileged(
                    binaries.program("initdb"),
                    "-A",
                    "scram-sha-256",
                    "-U",
                    "postgres",
                    "-D",
                    data.toString(),
                    "-E",
                    "UTF-8",
                    "--no-locale",
                    "--pwfile=" + passwordFile);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException("initdb failed, see " + log);
            }
        } finally {
            Files.delete(passwordFile);
        }
    }

    /**
     * A killed server leaves its pid behind, and the next one refuses to start while any process has that pid: seen from
     * another user namespace, it cannot tell whose it is.
     */
    public void removeStalePidFile() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.exists(file)
                && !isPostgres(Files.readAllLines(file).getFirst().strip())) {
            Files.delete(file);
        }
    }

    private static boolean isPostgres(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessTable::isAlive)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    /** The command that runs the server in the foreground. */
    public List<String> command() {
        List<String> command =
                unprivileged(binaries.program("postgres"), "-D", data.toString(), "-p", Integer.toString(port));
        for (String setting : SETTINGS) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /** Whether the server answers a connection; a server that is still recovering does not. */
    public boolean answers() {
        try (Connection connection = DriverManager.getConnection(
                script().url("postgres") + "?connectTimeout=2&loginTimeout=5", "postgres", superuserPassword)) {
            return connection.isValid(2);
        } catch (SQLException _) {
            return false;
        }
    }

    public DatabaseScript script() {
        return new DatabaseScript(HOST, port, superuserPassword);
    }

    /** SIGINT is Postgres' fast shutdown: it ends the sessions. SIGTERM would wait for every client to leave. */
    public static void requestShutdown(ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Postgres refuses to run as root; in a new user namespace root's files are its own and it is not root. */
    private static List<String> unprivileged(String... command) {
        List<String> whole = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            whole.addAll(List.of("unshare", "-U"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    // max_slot_wal_keep_size bounds what a relay that never comes back can hold; 40 slots serve a JVM of test databases
    // too.
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=" + HOST,
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "wal_level=logical",
            "max_replication_slots=40",
            "max_wal_senders=40",
            "max_slot_wal_keep_size=2GB",
            "max_connections=300",
            "shared_buffers=128MB",
            // Every statement here is short: compiling one costs more than it ever saves.
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC");
}
