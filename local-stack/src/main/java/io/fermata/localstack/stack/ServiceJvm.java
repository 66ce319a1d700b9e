package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import java.util.ArrayList;
import java.util.List;

/** JVM options per service: small heaps, one collector thread, and at most one compiler where no run passes through. */
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
        options.addAll(compilers(service, jit));
        return options;
    }

    static List<String> compilers(StackService service, Jit jit) {
        return switch (service) {
            case EXECUTOR, TOOLS, GATEWAY, REGISTRY, POLICIES, METERING -> jit.busy();
            case IDENTITY, APPROVALS -> jit.calm();
        };
    }
}
