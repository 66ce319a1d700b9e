package io.fermata.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.StackService;
import io.fermata.localstack.network.PortPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {
    @TempDir
    private Path home;

    @Test
    void onlyToolServiceMayCallPrivateAddresses() throws IOException {
        for (StackService service : StackService.values()) {
            assertThat(of(service, Map.of()).containsKey("FERMATA_EGRESS_ALLOW_PRIVATE"))
                    .isEqualTo(service == StackService.TOOLS);
        }
    }

    @Test
    void eachServiceLearnsThePasswordsOfItsOwnDatabaseOnly() throws IOException {
        Map<String, String> tools = of(StackService.TOOLS, Map.of());
        Map<String, String> executor = of(StackService.EXECUTOR, Map.of());

        assertThat(tools.get("FERMATA_DATABASE_URL")).endsWith("/fermata_tools");
        assertThat(executor.values()).doesNotContain(tools.get("FERMATA_DATABASE_APP_PASSWORD"));
        assertThat(of(StackService.GATEWAY, Map.of())).doesNotContainKey("FERMATA_DATABASE_URL");
    }

    @Test
    void whoHasADatabaseGetsTheMasterKeyToSealItsColumnsWith() throws IOException {
        assertThat(of(StackService.TOOLS, Map.of()).get("FERMATA_SEALING_MASTER_KEYS"))
                .matches("local-1:[A-Za-z0-9+/]{43}=");
        assertThat(of(StackService.GATEWAY, Map.of())).doesNotContainKey("FERMATA_SEALING_MASTER_KEYS");
    }

    @Test
    void theScriptedModelStandsInForEveryProviderWhenNoneIsNamed() throws IOException {
        assertThat(of(StackService.EXECUTOR, Map.of()))
                .containsEntry("OPENAI_BASE_URL", "http://127.0.0.1:8090/v1")
                .containsEntry("ANTHROPIC_BASE_URL", "http://127.0.0.1:8090/v1");
    }

    @Test
    void everyServiceListensForThisMachineAloneUnlessTheCallerSaysElse() throws IOException {
        for (StackService service : StackService.values()) {
            assertThat(of(service, Map.of()))
                    .containsEntry("SERVER_ADDRESS", "127.0.0.1")
                    .containsEntry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        }
        assertThat(of(StackService.GATEWAY, Map.of("SERVER_ADDRESS", "0.0.0.0")))
                .containsEntry("SERVER_ADDRESS", "0.0.0.0");
    }

    @Test
    void aNamedProviderIsLeftAlone() throws IOException {
        Map<String, String> environment = of(StackService.EXECUTOR, Map.of("ANTHROPIC_API_KEY", "sk-1"));

        assertThat(environment)
                .containsEntry("ANTHROPIC_API_KEY", "sk-1")
                .doesNotContainKeys("OPENAI_BASE_URL", "ANTHROPIC_BASE_URL");
    }

    @Test
    void aServerThatIsNamedWithoutAKeyNeedsNone() throws IOException {
        assertThat(of(StackService.EXECUTOR, Map.of("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1")))
                .containsEntry("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1")
                .containsEntry("OPENAI_API_KEY", "none");
    }

    @Test
    void variablesOfTheScriptDoNotReachTheServices() throws IOException {
        Map<String, String> caller =
                Map.of("FERMATA_GATEWAY_PORT", "7000", "FERMATA_TTY", "1", "FERMATA_LOG_FORMAT", "json");

        assertThat(of(StackService.GATEWAY, caller))
                .doesNotContainKeys("FERMATA_GATEWAY_PORT", "FERMATA_TTY")
                .containsEntry("FERMATA_LOG_FORMAT", "json")
                .containsEntry("SERVER_PORT", "7000");
    }

    @Test
    void aSecondInstanceListensElsewhereAndDetoursAreTheCallersOwn() throws IOException {
        var topology = new Topology(
                Set.of(StackService.EXECUTOR),
                Map.of("tool-service", 7001, "run-executor-service-2>postgres", 7002),
                null,
                false);

        assertThat(environment(Map.of(), topology).of(StackService.EXECUTOR, "run-executor-service-2"))
                .containsEntry("SERVER_PORT", "8103")
                .containsEntry("FERMATA_TOOLS_URL", "http://127.0.0.1:7001")
                .containsEntry("FERMATA_DATABASE_URL", "jdbc:postgresql://127.0.0.1:7002/fermata_executor")
                .containsEntry("FERMATA_ISSUERS_1_URI", "http://127.0.0.1:8083")
                .containsEntry("FERMATA_ISSUERS_1_SUBJECT", "service:run-executor-service")
                .containsEntry("FERMATA_ISSUERS_0_REVOCATIONS_URI", "http://127.0.0.1:8081/internal/v1/revocations");
        assertThat(environment(Map.of(), topology).of(StackService.EXECUTOR, "run-executor-service"))
                .containsEntry("FERMATA_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5433/fermata_executor");
    }

    private Map<String, String> of(StackService service, Map<String, String> caller) throws IOException {
        return environment(caller, Topology.PLAIN).of(service, service.module());
    }

    private ServiceEnvironment environment(Map<String, String> caller, Topology topology) throws IOException {
        Secrets secrets = Secrets.loadOrCreate(home.resolve("secrets.json"));
        return new ServiceEnvironment(caller, PortPlan.from(caller), secrets, new StackDirectory(home), topology);
    }
}
