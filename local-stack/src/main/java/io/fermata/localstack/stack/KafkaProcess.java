package io.fermata.localstack.stack;

import io.fermata.localstack.kafka.BrokerCommand;
import io.fermata.localstack.kafka.BrokerConfiguration;
import io.fermata.localstack.kafka.BrokerConfiguration.Detour;
import io.fermata.localstack.kafka.TopicPlan;
import io.fermata.localstack.network.Endpoint;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.postgres.DatabaseScript;
import io.fermata.localstack.process.ProcessSpec;
import io.fermata.localstack.stack.Topology.KafkaDetour;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** The Kafka broker with every topic of the platform. */
final class KafkaProcess implements StackProcess {
    private static final int RUN_PARTITIONS = 6;
    private static final List<String> JVM =
            List.of("-Xms96m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=64m", "-Duser.timezone=UTC");

    private final StackDirectory directory;
    private final PortPlan ports;
    private final Map<String, String> environment;
    private final Jit jit;
    private final @Nullable KafkaDetour detour;

    KafkaProcess(
            StackDirectory directory,
            PortPlan ports,
            Map<String, String> environment,
            Jit jit,
            @Nullable KafkaDetour detour) {
        this.directory = directory;
        this.ports = ports;
        this.environment = environment;
        this.jit = jit;
        this.detour = detour;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(ports.of("kafka"), ports.of("kafka-controller"));
    }

    @Override
    public ProcessSpec prepare() throws IOException {
        Path file = configuration().write(directory.configuration("kafka.properties"));
        List<String> options = new ArrayList<>(JVM);
        options.addAll(compilers());
        options.addAll(JavaProgram.keepingClasses(System.getProperty("java.class.path"), directory.classes(name())));
        return new ProcessSpec(name(), BrokerCommand.of(file, options), environment, directory.log(name()));
    }

    @Override
    public List<String> compilers() {
        return jit.busy();
    }

    @Override
    public boolean ready() {
        return Probes.accepts(ports.of("kafka")) && answers();
    }

    @Override
    public void afterReady() throws ExecutionException, InterruptedException {
        try (Admin admin = admin(60_000)) {
            new TopicPlan(RUN_PARTITIONS).create(admin);
        }
    }

    /** Throws everything on the broker away, and what the services' relays remember of it. */
    void rebuild(DatabaseScript databases, String superuserPassword)
            throws ExecutionException, InterruptedException, SQLException {
        try (Admin admin = admin(60_000)) {
            new BusRebuild(admin, databases, superuserPassword).run(RUN_PARTITIONS);
        }
    }

    private boolean answers() {
        try (Admin admin = admin(3_000)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Admin admin(int timeoutMillis) {
        return Admin.create(Map.of(
                "bootstrap.servers", configuration().bootstrapServers(),
                "default.api.timeout.ms", timeoutMillis,
                "request.timeout.ms", Math.min(timeoutMillis, 10_000)));
    }

    private BrokerConfiguration configuration() {
        return new BrokerConfiguration(
                directory.data(name()),
                ports.of("kafka").port(),
                ports.of("kafka-controller").port(),
                detour == null ? Optional.empty() : Optional.of(new Detour(detour.listening(), detour.advertised())));
    }
}
