package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.postgres.DatabaseCredentials;
import io.fermata.localstack.postgres.PostgresServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment a service is configured by. What the caller has set himself reaches the services too. */
final class ServiceEnvironment {
    private static final List<String> PROVIDER_VARIABLES =
            List.of("OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL");
    private static final String DEFAULT_OPENAI_URL = "https://api.openai.com/v1";

    /** For a server of one's own that asks for none; the executor takes a provider without a key for one not set up. */
    private static final String NO_KEY = "none";

    private static final String LOOPBACK = "127.0.0.1";

    /** The scripted model asks for none, but what is done with a provider's key should be seen here too. */
    private static final String SCRIPTED_MODEL_KEY = "sk-scripted-model-0af3c9d1e2b74856";

    private final Map<String, String> caller;
    private final PortPlan ports;
    private final Secrets secrets;
    private final StackDirectory directory;
    private final Topology topology;

    ServiceEnvironment(
            Map<String, String> caller, PortPlan ports, Secrets secrets, StackDirectory directory, Topology topology) {
        this.caller = caller;
        this.ports = ports;
        this.secrets = secrets;
        this.directory = directory;
        this.topology = topology;
    }

    /** Whether the scripted model stands in because no provider is named. */
    static boolean usesScriptedModel(Map<String, String> environment) {
        return PROVIDER_VARIABLES.stream()
                .allMatch(name -> environment.getOrDefault(name, "").isBlank());
    }

    /** @param name of the instance, which decides its ports and its ways to others */
    Map<String, String> of(StackService service, String name) {
        Map<String, String> environment = new HashMap<>(base());
        // Nothing here is guarded for strangers: whoever wants it seen from outside says so.
        environment.putIfAbsent("SERVER_ADDRESS", LOOPBACK);
        environment.putIfAbsent("MANAGEMENT_SERVER_ADDRESS", LOOPBACK);
        environment.put("SERVER_PORT", Integer.toString(ports.of(name).port()));
        environment.put(
                "MANAGEMENT_SERVER_PORT",
                Integer.toString(ports.managementOf(name).port()));
        environment.put("FERMATA_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + port(name, "kafka"));
        environment.put("FERMATA_SECRET_KEY", secrets.secretKey());
        addIssuers(name, environment);
        addServices(name, environment);
        addModels(name, environment);
        service.database().ifPresent(database -> addDatabase(name, environment, database));
        if (service == StackService.IDENTITY) {
            environment.put(
                    "FERMATA_PLATFORM_ADMIN_KEY_FILE",
                    directory.platformAdminKey().toString());
        }
        if (service == StackService.POLICIES) {
            environment.put("FERMATA_AUDIT_ARCHIVE", directory.auditArchive().toString());
        }
        if (service == StackService.TOOLS) {
            environment.put("FERMATA_EGRESS_ALLOW_PRIVATE", "true");
        }
        return environment;
    }

    /** The caller's own variables without those that speak to {@code ./fermata} and could pass for a service's settings. */
    Map<String, String> base() {
        Map<String, String> environment = new HashMap<>(caller);
        environment
                .keySet()
                .removeIf(name -> name.matches("FERMATA_(.*_PORT|PORT_BASE|TTY|ROOT|HOME|COLUMNS|AOT|JIT|OTEL)"));
        environment.putIfAbsent("FERMATA_LOG_FORMAT", "text");
        environment.putIfAbsent("TZ", "UTC");
        // glibc gives every few threads a heap of their own and keeps what they freed.
        environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
        return environment;
    }

    /** An issuer's name is the same however it is reached; identity-service's is where people reach it: at the edge. */
    private void addIssuers(String name, Map<String, String> environment) {
        environment.put("FERMATA_ISSUERS_0_URI", url(StackService.GATEWAY));
        String identity = url(name, StackService.IDENTITY.module());
        environment.put("FERMATA_ISSUERS_0_JWKS_URI", identity + "/oauth2/jwks");
        environment.put("FERMATA_ISSUERS_0_REVOCATIONS_URI", identity + "/internal/v1/revocations");
        environment.put("FERMATA_ISSUERS_1_URI", url(StackService.EXECUTOR));
        environment.put("FERMATA_ISSUERS_1_SUBJECT", "service:" + StackService.EXECUTOR.module());
        environment.put("FERMATA_ISSUERS_1_JWKS_URI", url(name, StackService.EXECUTOR.module()) + "/oauth2/jwks");
    }

    private void addServices(String name, Map<String, String> environment) {
        for (StackService service : StackService.values()) {
            environment.put("FERMATA_" + service.name() + "_URL", url(name, service.module()));
        }
    }

    private void addModels(String name, Map<String, String> environment) {
        if (usesScriptedModel(caller)) {
            String model = url(name, "scripted-model") + "/v1";
            environment.put("OPENAI_BASE_URL", model);
            environment.put("OPENAI_API_KEY", SCRIPTED_MODEL_KEY);
            environment.put("ANTHROPIC_BASE_URL", model);
            // Another key: what one provider is asked to wait for is not waited for at the other.
            environment.put("ANTHROPIC_API_KEY", SCRIPTED_MODEL_KEY + "-anthropic");
            return;
        }
        if (names("OPENAI_API_KEY")) {
            environment.putIfAbsent("OPENAI_BASE_URL", DEFAULT_OPENAI_URL);
        }
        for (String provider : List.of("OPENAI", "ANTHROPIC")) {
            if (names(provider + "_BASE_URL") && !names(provider + "_API_KEY")) {
                environment.put(provider + "_API_KEY", NO_KEY);
            }
        }
    }

    private boolean names(String variable) {
        return !caller.getOrDefault(variable, "").isBlank();
    }

    private void addDatabase(String name, Map<String, String> environment, String database) {
        DatabaseCredentials credentials = secrets.of(database);
        environment.put(
                "FERMATA_DATABASE_URL",
                "jdbc:postgresql://" + PostgresServer.HOST + ":" + port(name, "postgres") + "/" + database);
        environment.put("FERMATA_SEALING_MASTER_KEYS", secrets.masterKeys());
        environment.put("FERMATA_DATABASE_APP_PASSWORD", credentials.appPassword());
        environment.put("FERMATA_DATABASE_OWNER_PASSWORD", credentials.ownerPassword());
        environment.put("FERMATA_DATABASE_RELAY_PASSWORD", credentials.relayPassword());
    }

    private String url(StackService service) {
        return ports.of(service.module()).url();
    }

    private String url(String name, String target) {
        return "http://127.0.0.1:" + port(name, target);
    }

    private int port(String name, String target) {
        return topology.detour(name, target).orElseGet(() -> ports.of(target).port());
    }
}
