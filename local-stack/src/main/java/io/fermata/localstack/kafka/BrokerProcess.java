package io.fermata.localstack.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/** Main class of the broker's process: formats the data directory the first time, then serves until it is told to stop. */
public final class BrokerProcess {
    // Any fixed value does: the cluster never meets another one.
    private static final String CLUSTER_ID = "ZmVybWF0YS1sb2NhbC0wMQ";

    private BrokerProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Properties properties = Utils.loadProps(file.toString());
        format(file, Path.of(properties.getProperty("log.dirs")));
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Exit.addShutdownHook("broker-shutdown", server::shutdown);
        server.startup();
        server.awaitShutdown();
    }

    private static void format(Path configuration, Path data) throws IOException {
        Files.createDirectories(data);
        String[] arguments = {
            "format", "--cluster-id", CLUSTER_ID, "--config", configuration.toString(), "--ignore-formatted"
        };
        if (StorageTool.execute(arguments, System.out) != 0) {
            throw new IOException("the Kafka data directory cannot be formatted: " + data);
        }
    }
}
