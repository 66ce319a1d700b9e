package io.fermata.e2e.torture;

import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.http.Http;
import io.fermata.e2e.leak.Databases;
import io.fermata.localstack.StackService;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.network.Ports;
import io.fermata.localstack.stack.Credentials;
import io.fermata.localstack.stack.LocalStack;
import io.fermata.localstack.stack.StackDirectory;
import io.fermata.localstack.stack.StackProgress;
import io.fermata.localstack.stack.Topology;
import io.fermata.localstack.stack.Topology.KafkaDetour;
import io.fermata.testkit.proxy.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The stack that is tortured: the jars that are built, as processes of their own, two executors and two tool services,
 * the oracle for all that is outside, and links between them that can be broken.
 */
public final class World implements AutoCloseable {
    /** The way of the platform's tools to the oracle. */
    public static final String TOOLS_LINK = "tool-service>oracle";

    public static final String MODEL_LINK = "run-executor-service>oracle";
    public static final String KAFKA_LINK = "everybody>kafka";
    private static final Set<StackService> DOUBLED = Set.of(StackService.EXECUTOR, StackService.TOOLS);
    private static final String ORACLE = "scripted-model";

    private final LocalStack stack;
    private final Map<String, FaultProxy> links;
    private final Http http = new Http();
    private final Credentials credentials;

    private World(LocalStack stack, Map<String, FaultProxy> links, Credentials credentials) {
        this.stack = stack;
        this.links = links;
        this.credentials = credentials;
    }

    /** Starts from nothing: what an earlier run has left in this directory is deleted, but for the programs. */
    public static World bringUp(
            Path repository, StackDirectory directory, PortPlan ports, Map<String, String> environment, long seed)
            throws IOException, InterruptedException {
        LocalStack.of(repository, directory, ports, environment, StackProgress.SILENT)
                .down();
        directory.deleteData();
        Files.createDirectories(directory.ledger().getParent());
        Map<String, FaultProxy> links = links(ports, seed);
        int kafkaBehind = Ports.free(1).getFirst();
        links.put(KAFKA_LINK, link(KAFKA_LINK, seed, kafkaBehind));
        Topology topology = topology(links, kafkaBehind);
        LocalStack stack =
                LocalStack.of(repository, directory, ports, services(environment), topology, StackProgress.SILENT);
        return new World(stack, links, stack.upWhole());
    }

    private static Map<String, FaultProxy> links(PortPlan ports, long seed) {
        Map<String, FaultProxy> links = new LinkedHashMap<>();
        for (StackService service : StackService.values()) {
            if (service.database().isPresent()) {
                put(
                        links,
                        service.module() + ">postgres",
                        seed,
                        ports.of("postgres").port());
            }
            if (DOUBLED.contains(service)) {
                put(
                        links,
                        service.second() + ">postgres",
                        seed,
                        ports.of("postgres").port());
                put(
                        links,
                        "everybody>" + service.module(),
                        seed,
                        ports.of(service.module()).port(),
                        ports.of(service.second()).port());
            }
        }
        put(links, TOOLS_LINK, seed, ports.of(ORACLE).port());
        put(links, MODEL_LINK, seed, ports.of(ORACLE).port());
        return links;
    }

    private static void put(Map<String, FaultProxy> links, String name, long seed, Integer... targets) {
        links.put(name, link(name, seed, targets));
    }

    private static FaultProxy link(String name, long seed, Integer... targets) {
        return FaultProxy.start(name, 0, List.of(targets), new SplittableRandom(seed ^ name.hashCode()));
    }

    private static Topology topology(Map<String, FaultProxy> links, int kafkaBehind) {
        Map<String, Integer> detours = new HashMap<>();
        links.forEach((name, proxy) -> detours.put(name.replace("everybody>", ""), proxy.port()));
        detours.put(ORACLE, require(links, MODEL_LINK).port());
        int kafka = require(links, KAFKA_LINK).port();
        return new Topology(DOUBLED, detours, new KafkaDetour(kafkaBehind, kafka), true);
    }

    private static FaultProxy require(Map<String, FaultProxy> links, String name) {
        return Objects.requireNonNull(links.get(name), name);
    }

    /** No real provider, and failpoints that can be armed. */
    private static Map<String, String> services(Map<String, String> caller) {
        Map<String, String> environment = new HashMap<>(caller);
        environment.keySet().removeIf(name -> name.startsWith("OPENAI_") || name.startsWith("ANTHROPIC_"));
        environment.put("FERMATA_FAILPOINTS_ENABLED", "true");
        environment.put("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "health,prometheus,failpoints");
        return environment;
    }

    public LocalStack stack() {
        return stack;
    }

    public Map<String, FaultProxy> links() {
        return links;
    }

    public Http http() {
        return http;
    }

    public Gateway admin() {
        return new Gateway(http, credentials.gatewayUrl(), credentials.platformAdminKey());
    }

    /** Straight to the oracle, for its tester. */
    public String oracleUrl() {
        return stack.ports().of(ORACLE).url();
    }

    /** Where the platform's tools find it. */
    public String toolsUrl() {
        return "http://127.0.0.1:" + require(links, TOOLS_LINK).port();
    }

    /** Straight to the broker, around the link. */
    public String bootstrapServers() {
        return "127.0.0.1:" + stack.ports().of("kafka").port();
    }

    public String managementUrl(String process) {
        return stack.ports().managementOf(process).url();
    }

    public Databases databases() throws IOException {
        return Databases.of(stack.directory(), stack.ports().of("postgres").port());
    }

    @Override
    public void close() {
        try {
            stack.abandon();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            links.values().forEach(FaultProxy::close);
            http.close();
        }
    }
}
