package io.fermata.localstack.network;

import io.fermata.localstack.StackService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which process listens where. */
public final class PortPlan {
    private static final int DEFAULT_BASE = 8080;
    private static final int MANAGEMENT_OFFSET = 1000;
    private static final int SECOND_OFFSET = 20;

    private final Map<String, Endpoint> endpoints;

    private PortPlan(Map<String, Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * The default ports, each moved by its own variable, all of them by {@code FERMATA_PORT_BASE}: the services keep
     * their distance to the gateway, Kafka and Postgres follow close behind.
     */
    public static PortPlan from(Map<String, String> environment) {
        int base = number(environment, "FERMATA_PORT_BASE", DEFAULT_BASE);
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        boolean moved = base != DEFAULT_BASE;
        put(endpoints, environment, "postgres", "FERMATA_POSTGRES_PORT", moved ? base + 14 : 5433);
        put(endpoints, environment, "kafka", "FERMATA_KAFKA_PORT", moved ? base + 12 : 9092);
        put(endpoints, environment, "kafka-controller", "FERMATA_KAFKA_CONTROLLER_PORT", moved ? base + 13 : 9093);
        put(endpoints, environment, "scripted-model", "FERMATA_MODEL_PORT", base + 10);
        put(endpoints, environment, "demo-tools", "FERMATA_DEMO_TOOLS_PORT", base + 11);
        for (StackService service : StackService.values()) {
            String variable = "FERMATA_" + service.name().toUpperCase(Locale.ROOT) + "_PORT";
            int port = number(environment, variable, base + service.defaultPort() - DEFAULT_BASE);
            putService(endpoints, service.module(), port, variable);
            putService(endpoints, service.second(), port + SECOND_OFFSET, variable);
        }
        requireDistinct(endpoints);
        return new PortPlan(endpoints);
    }

    /** Ports nobody uses at the moment: what a test runs on. */
    public static PortPlan free() {
        List<String> names = new ArrayList<>(from(Map.of()).endpoints.keySet());
        List<Integer> ports = Ports.free(names.size());
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            endpoints.put(names.get(i), new Endpoint(ports.get(i), "FERMATA_PORT_BASE"));
        }
        return new PortPlan(endpoints);
    }

    public Endpoint of(String process) {
        Endpoint endpoint = endpoints.get(process);
        if (endpoint == null) {
            throw new IllegalArgumentException("no such process: " + process);
        }
        return endpoint;
    }

    public Endpoint managementOf(String service) {
        return of(management(service));
    }

    private static void putService(Map<String, Endpoint> endpoints, String name, int port, String variable) {
        endpoints.put(name, new Endpoint(port, variable));
        endpoints.put(management(name), new Endpoint(port + MANAGEMENT_OFFSET, variable));
    }

    private static String management(String service) {
        return service + "-management";
    }

    private static void put(
            Map<String, Endpoint> endpoints,
            Map<String, String> environment,
            String process,
            String variable,
            int otherwise) {
        endpoints.put(process, new Endpoint(number(environment, variable, otherwise), variable));
    }

    private static int number(Map<String, String> environment, String variable, int otherwise) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException(variable + " must be a port between 1 and 65535, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    private static void requireDistinct(Map<String, Endpoint> endpoints) {
        Map<Integer, String> seen = new LinkedHashMap<>();
        endpoints.forEach((process, endpoint) -> {
            String other = seen.put(endpoint.port(), process);
            if (other != null) {
                throw new IllegalArgumentException("port " + endpoint.port() + " is given to both " + other + " and "
                        + process + "; change " + endpoint.variable());
            }
        });
    }
}
