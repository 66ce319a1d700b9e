package io.fermata.localstack.junit;

import io.fermata.localstack.kafka.BrokerCommand;
import io.fermata.localstack.kafka.BrokerConfiguration;
import io.fermata.localstack.network.Ports;
import io.fermata.localstack.postgres.DatabaseScript;
import io.fermata.localstack.postgres.PostgresBinaries;
import io.fermata.localstack.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Postgres and Kafka as child processes of the test JVM, in a directory that goes with it. */
final class EmbeddedInfrastructure implements Infrastructure {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    // Small heaps start faster and leave the machine to the tests.
    private static final List<String> BROKER_JVM =
            List.of("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC");

    private final Path directory;
    private final PostgresServer postgres;
    private final BrokerConfiguration broker;
    private final Process postgresProcess;
    private final Process brokerProcess;

    private EmbeddedInfrastructure(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        List<Integer> ports = Ports.free(3);
        broker = new BrokerConfiguration(directory.resolve("kafka"), ports.get(1), ports.get(2));
        brokerProcess =
                start("kafka", BrokerCommand.of(broker.write(directory.resolve("kafka.properties")), BROKER_JVM));
        Path programs =
                Path.of(System.getProperty("java.io.tmpdir"), "fermata-postgres-" + System.getProperty("user.name"));
        postgres = new PostgresServer(
                PostgresBinaries.unpackedIn(programs), directory.resolve("postgres"), ports.get(0), "postgres");
        postgres.initialise(log("postgres"));
        postgresProcess = start("postgres", postgres.command());
    }

    static EmbeddedInfrastructure start() {
        try {
            EmbeddedInfrastructure infrastructure =
                    new EmbeddedInfrastructure(Files.createTempDirectory("fermata-test-"));
            Runtime.getRuntime().addShutdownHook(new Thread(infrastructure::stop, "stop-test-infrastructure"));
            infrastructure.awaitPostgres();
            return infrastructure;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the test infrastructure started", e);
        }
    }

    @Override
    public DatabaseScript databases() {
        return postgres.script();
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    private Process start(String name, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
                .start();
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    private void awaitPostgres() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!postgres.answers()) {
            if (!postgresProcess.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("Postgres did not start:\n" + Files.readString(log("postgres")));
            }
            postgresProcess.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private void stop() {
        brokerProcess.destroyForcibly();
        try {
            PostgresServer.requestShutdown(postgresProcess.toHandle());
            if (!postgresProcess.waitFor(10, TimeUnit.SECONDS)) {
                postgresProcess.destroyForcibly();
            }
            brokerProcess.waitFor();
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
