package io.fermata.localstack.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The OpenTelemetry javaagent, attached to the services when {@code FERMATA_OTEL=1} asks for it. */
final class Agents {
    private static final String VERSION = "2.33.1";

    private Agents() {}

    static List<String> of(Map<String, String> environment) {
        if (!environment.getOrDefault("FERMATA_OTEL", "").equals("1")) {
            return List.of();
        }
        Path agent = Path.of(
                environment.getOrDefault("HOME", "."),
                ".m2",
                "repository",
                "io",
                "opentelemetry",
                "javaagent",
                "opentelemetry-javaagent",
                VERSION,
                "opentelemetry-javaagent-" + VERSION + ".jar");
        if (!Files.exists(agent)) {
            throw new StackException("FERMATA_OTEL=1 needs the OpenTelemetry javaagent; fetch it with\n"
                    + "  mvn dependency:get -Dartifact=io.opentelemetry.javaagent:opentelemetry-javaagent:" + VERSION);
        }
        return List.of("-javaagent:" + agent);
    }
}
