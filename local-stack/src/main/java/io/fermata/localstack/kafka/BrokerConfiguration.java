package io.fermata.localstack.kafka;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.ToIntFunction;

/**
 * The properties of a single KRaft node that is broker and controller in one, sized for one machine.
 *
 * @param detour a second listener whose clients are told to come back by another port
 */
public record BrokerConfiguration(Path data, int port, int controllerPort, Optional<Detour> detour) {
    public static final String HOST = "127.0.0.1";

    public BrokerConfiguration(Path data, int port, int controllerPort) {
        this(data, port, controllerPort, Optional.empty());
    }

    /** Where the broker listens, and where it says it does. */
    public record Detour(int listening, int advertised) {}

    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Writes the properties file the broker process reads. */
    public Path write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties().store(writer, "written by local-stack at every start");
        }
        return file;
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty(
                "listeners",
                "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort
                        + listener(Detour::listening));
        properties.setProperty(
                "advertised.listeners", "PLAINTEXT://" + bootstrapServers() + listener(Detour::advertised));
        properties.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,DETOUR:PLAINTEXT");
        properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        properties.setProperty("log.dirs", data.toString());
        replication(properties);
        sizes(properties);
        return properties;
    }

    private String listener(ToIntFunction<Detour> port) {
        return detour.map(way -> ",DETOUR://" + HOST + ":" + port.applyAsInt(way))
                .orElse("");
    }

    private static void replication(Properties properties) {
        properties.setProperty("default.replication.factor", "1");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    }

    private static void sizes(Properties properties) {
        // A killed broker may come back only when its old session is over; the default is 9 s.
        properties.setProperty("broker.session.timeout.ms", "3000");
        properties.setProperty("broker.heartbeat.interval.ms", "500");
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("offsets.topic.num.partitions", "3");
        properties.setProperty("transaction.state.log.num.partitions", "3");
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
        properties.setProperty("background.threads", "2");
        // The defaults reserve 128 MB of heap for compaction and 20 MB of address space per segment for its indexes.
        properties.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        properties.setProperty("log.index.size.max.bytes", "1048576");
    }
}
