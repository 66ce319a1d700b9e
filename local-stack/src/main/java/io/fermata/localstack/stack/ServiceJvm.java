package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import java.util.ArrayList;
import java.util.List;

/** JVM options per service: small heaps, one collector thread, and the second compiler only where a run passes through. */
final class ServiceJvm {
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    private ServiceJvm() {}

    /** @param brief whether it will not run long enough for the second compiler to pay */
    static List<String> options(StackService service, boolean brief) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:MaxDirectMemorySize=64m",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        switch (service) {
            case EXECUTOR -> options.addAll(List.of("-Xms128m", "-Xmx320m"));
            case TOOLS, GATEWAY -> options.addAll(List.of("-Xms64m", "-Xmx192m"));
            case POLICIES, IDENTITY, REGISTRY, APPROVALS, METERING ->
                options.addAll(List.of("-Xms64m", "-Xmx192m", FIRST_COMPILER_ONLY));
        }
        if (brief && !options.contains(FIRST_COMPILER_ONLY)) {
            options.add(FIRST_COMPILER_ONLY);
        }
        return options;
    }
}
