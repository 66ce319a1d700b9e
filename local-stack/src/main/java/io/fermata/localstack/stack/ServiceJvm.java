package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import java.util.ArrayList;
import java.util.List;

/** JVM options per service: small heaps, one collector thread, and the second compiler only where a run passes through. */
final class ServiceJvm {
    private ServiceJvm() {}

    static List<String> options(StackService service, Jit jit) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:MaxDirectMemorySize=64m",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        switch (service) {
            case EXECUTOR -> options.addAll(List.of("-Xms128m", "-Xmx320m"));
            case TOOLS, GATEWAY, POLICIES, IDENTITY, REGISTRY, APPROVALS, METERING ->
                options.addAll(List.of("-Xms64m", "-Xmx192m"));
        }
        switch (service) {
            case EXECUTOR, TOOLS, GATEWAY -> options.addAll(jit.busy());
            case POLICIES, IDENTITY, REGISTRY, APPROVALS, METERING -> options.addAll(jit.calm());
        }
        return options;
    }
}
