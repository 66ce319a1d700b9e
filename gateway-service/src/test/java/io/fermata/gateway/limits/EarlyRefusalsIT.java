package io.fermata.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Requests that are refused before their body has arrived share their connections with those that are let through. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "fermata.gateway.limits.tenant.per-second=200",
            "fermata.gateway.limits.tenant.burst=200"
        })
class EarlyRefusalsIT {
    private static final int CALLERS = 64;
    private static final int CALLS = 100;

    private final Edge edge;

    EarlyRefusalsIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @Test
    @Timeout(120)
    void noRequestWaitsForABodyThatWentWithAnother() throws Exception {
        String bearer = "Bearer " + BackEnds.ISSUER.token("eager", "user:usr_1");
        String body = "{\"input\":{\"message\":\"" + "x".repeat(2_000) + "\"}}";
        Callable<List<Integer>> caller =
                () -> Stream.generate(() -> edge.post("/api/v1/agents/agt_1/runs", body, "Authorization", bearer)
                                .statusCode())
                        .limit(CALLS)
                        .toList();

        List<Integer> answers = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Integer>> one : callers.invokeAll(
                    Stream.generate(() -> caller).limit(CALLERS).toList())) {
                answers.addAll(one.get());
            }
        }

        // On a busy machine the back end falls behind, and its breaker answers for it.
        assertThat(answers).hasSize(CALLERS * CALLS).contains(200, 429).isSubsetOf(200, 429, 503);
    }
}
