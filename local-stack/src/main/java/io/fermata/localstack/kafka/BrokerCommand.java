package io.fermata.localstack.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that runs {@link BrokerProcess} with this JVM's java and class path. */
public final class BrokerCommand {
    private BrokerCommand() {}

    public static List<String> of(Path configuration, List<String> jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-Dlogback.configurationFile=io/fermata/localstack/broker-logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(BrokerProcess.class.getName());
        command.add(configuration.toString());
        return command;
    }
}
