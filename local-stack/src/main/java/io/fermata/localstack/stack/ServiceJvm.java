package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import java.util.ArrayList;
import java.util.List;

/** JVM options per service: small heaps, one collector thread, and the second compiler only where a run passes through or is counted. */
final class ServiceJvm {
    private ServiceJvm() {}

    static List<String> options(StackService service) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:MaxDirectMemorySize=64m",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        switch (service) {
            case EXECUTOR -> options.addAll(List.of("-Xms128m", "-Xmx384m"));
            case TOOLS, GATEWAY, METERING -> options.addAll(List.of("-Xms64m", "-Xmx192m"));
            case POLICIES, IDENTITY, REGISTRY, APPROVALS ->
                options.addAll(List.of("-Xms64m", "-Xmx192m", "-XX:TieredStopAtLevel=1"));
        }
        return options;
    }
}
