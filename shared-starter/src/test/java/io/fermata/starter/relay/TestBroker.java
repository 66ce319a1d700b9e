package io.fermata.starter.relay;

import io.fermata.localstack.kafka.BrokerCommand;
import io.fermata.localstack.kafka.BrokerConfiguration;
import io.fermata.localstack.kafka.TopicPlan;
import io.fermata.localstack.network.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** A broker of one test's own, to be killed. */
final class TestBroker implements AutoCloseable {
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path directory;
    private final BrokerConfiguration configuration;
    private @Nullable Process process;

    TestBroker(Path directory) {
        this.directory = directory;
        List<Integer> ports = Ports.free(2);
        this.configuration = new BrokerConfiguration(directory.resolve("data"), ports.get(0), ports.get(1));
    }

    String bootstrapServers() {
        return configuration.bootstrapServers();
    }

    /** Returns when it answers. */
    void start() throws IOException, InterruptedException, ExecutionException {
        process = new ProcessBuilder(BrokerCommand.of(configuration.write(directory.resolve("kafka.properties")), JVM))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("kafka.log").toFile())
                .start();
        Map<String, Object> connection =
                Map.of("bootstrap.servers", bootstrapServers(), "default.api.timeout.ms", 120_000);
        try (Admin admin = Admin.create(connection)) {
            new TopicPlan(1).create(admin);
        }
    }

    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
