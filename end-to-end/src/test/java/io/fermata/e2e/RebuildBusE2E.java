package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.e2e.leak.Databases;
import io.fermata.e2e.support.StackToItself;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.e2e.support.Topic;
import io.fermata.localstack.junit.LocalStackExtension;
import io.fermata.localstack.junit.PlatformUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Kafka is a cache: with every topic, group and slot deleted, the tables bring everything back. Those who own what the
 * compacted topics tell have forgotten their outbox too, as they do after days.
 */
@ExtendWith(LocalStackExtension.class)
@StackToItself
@Order(StackToItself.LATEST)
class RebuildBusE2E {
    private static final Set<String> COMPACTED = Set.of("agent.changed", "tool.changed", "tenant.changed");
    private static final Duration SOON = Duration.ofSeconds(90);

    private final PlatformUnderTest stack = TestPlatform.stack();

    @BeforeAll
    static void aSlowAgent() {
        TestPlatform.playScript("crash.yaml");
    }

    @AfterAll
    static void theUsualModelAgain() {
        TestPlatform.playDefaultScript();
    }

    @Test
    void bringsRunsInFlightAndEveryCompactedTopicBackFromTheTables() throws IOException {
        Tenant tenant = TestPlatform.newTenant("rebuild");
        tenant.tool("slow.write", "POST", "/slow?ms=2500", Map.of("idempotency", "keyed", "requires_approval", true));
        String agent = tenant.agent("openai/crash", "slow.write");
        String held = tenant.start(agent, "hold me");
        String approval = tenant.awaitApproval(held).path("id").asString();
        String flying = tenant.start(agent, "catch me");
        Map<String, Set<String>> keys = compactedKeys();

        forgetWhatWasToldDaysAgo();
        stack.rebuildBus();

        await().atMost(SOON)
                .untilAsserted(() -> keys.forEach((topic, before) ->
                        assertThat(compactedKeys().get(topic)).as(topic).containsAll(before)));
        approve(tenant, approval);
        approve(tenant, tenant.awaitApproval(flying).path("id").asString());
        tenant.awaitStatus(held, "succeeded");
        tenant.awaitStatus(flying, "succeeded");
        assertThat(tenant.stepTypes(held)).filteredOn("tool_result"::equals).hasSize(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(usage(tenant, held)).isEqualTo(3));
    }

    private void forgetWhatWasToldDaysAgo() throws IOException {
        Databases databases = Databases.of(stack.directory(), stack.postgresPort());
        for (String owner : List.of("fermata_registry", "fermata_tools", "fermata_identity")) {
            databases.execute(owner, "DELETE FROM outbox");
        }
    }

    private static void approve(Tenant tenant, String approval) {
        tenant.gateway().post("/api/v1/approvals/" + approval + "/approve", Map.of());
    }

    private static int usage(Tenant tenant, String run) {
        return tenant.gateway()
                .get("/api/v1/usage/events?limit=100&run_id=" + run)
                .path("data")
                .size();
    }

    private Map<String, Set<String>> compactedKeys() {
        Map<String, Set<String>> keys = new TreeMap<>();
        COMPACTED.forEach(name -> {
            try (Topic topic = new Topic(name, stack.bootstrapServers())) {
                keys.put(name, topic.keys());
            }
        });
        return keys;
    }
}
