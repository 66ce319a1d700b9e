package io.fermata.localstack;

import java.util.Arrays;
import java.util.Optional;

/** The services of the platform, in the order they are shown; the gateway owns no database. */
public enum StackService {
    IDENTITY("identity-service", 8081, "fermata_identity"),
    REGISTRY("agent-registry-service", 8082, "fermata_registry"),
    EXECUTOR("run-executor-service", 8083, "fermata_executor"),
    TOOLS("tool-service", 8084, "fermata_tools"),
    APPROVALS("approval-service", 8085, "fermata_approvals"),
    POLICIES("policy-service", 8086, "fermata_policies"),
    METERING("metering-service", 8088, "fermata_metering"),
    GATEWAY("gateway-service", 8080, null);

    private final String module;
    private final int defaultPort;
    private final @org.jspecify.annotations.Nullable String database;

    StackService(String module, int defaultPort, @org.jspecify.annotations.Nullable String database) {
        this.module = module;
        this.defaultPort = defaultPort;
        this.database = database;
    }

    /** Maven module, {@code spring.application.name} and name on the command line. */
    public String module() {
        return module;
    }

    /** Name of the second instance, where one runs. */
    public String second() {
        return module + "-2";
    }

    public int defaultPort() {
        return defaultPort;
    }

    public Optional<String> database() {
        return Optional.ofNullable(database);
    }

    public static Optional<StackService> named(String name) {
        return Arrays.stream(values())
                .filter(service -> service.module.equals(name))
                .findFirst();
    }
}
