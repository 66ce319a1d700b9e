package io.fermata.gateway.limits.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.GatewayApplication;
import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import io.fermata.localstack.junit.TestDatabase;
import io.fermata.localstack.junit.TestInfrastructure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two replicas of the edge and the database in which they count. */
class SharedRateLimitsIT {
    private static final TestDatabase DATABASE = TestInfrastructure.database("fermata_gateway");
    private static final List<ConfigurableApplicationContext> REPLICAS =
            Stream.generate(SharedRateLimitsIT::replica).limit(2).toList();

    @AfterAll
    static void stop() {
        REPLICAS.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void grantsOneQuotaAcrossReplicas() {
        long granted = granted(BackEnds.ISSUER.token("metered", "user:usr_1"), 40);

        assertThat(granted).isEqualTo(10);
    }

    @Test
    void grantsOneAllowanceAcrossReplicas() {
        long begun = System.nanoTime();
        long granted = granted(BackEnds.ISSUER.token("acme", "user:usr_1"), 60);
        long refilled = (System.nanoTime() - begun) / 1_000_000_000L + 1;

        assertThat(granted).isBetween(20L, 20L + refilled);
    }

    private static long granted(String token, int requests) {
        return IntStream.range(0, requests)
                .parallel()
                .mapToObj(i -> edge(i % 2).getAs(token, "/api/v1/runs").statusCode())
                .peek(status -> assertThat(status).isIn(200, 429))
                .filter(status -> status == 200)
                .count();
    }

    private static Edge edge(int replica) {
        return new Edge(REPLICAS.get(replica).getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static ConfigurableApplicationContext replica() {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "server.port", 0,
                "management.server.port", 0,
                "fermata.gateway.limits.caller.per-second", 1,
                "fermata.gateway.limits.caller.burst", 20,
                "fermata.gateway.quotas.tenants.metered", 10,
                "fermata.gateway.limits.shared.url", DATABASE.url(),
                "fermata.gateway.limits.shared.username", DATABASE.ownerUser(),
                "fermata.gateway.limits.shared.password", DATABASE.credentials().ownerPassword(),
                "fermata.gateway.limits.shared.timeout", "5s"));
        BackEnds.register((name, value) -> settings.put(name, value.get()));
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(GatewayApplication.class).run(arguments);
    }
}
