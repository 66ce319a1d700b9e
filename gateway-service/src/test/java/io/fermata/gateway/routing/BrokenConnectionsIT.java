package io.fermata.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import io.fermata.gateway.testing.FickleService;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service that hangs up on kept connections at every bad moment. */
@DirtiesContext
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "fermata.gateway.circuit.window=100000",
            "fermata.gateway.circuit.minimum-calls=100000",
            "fermata.gateway.limits.tenant.burst=100000",
            "fermata.gateway.limits.caller.burst=100000"
        })
class BrokenConnectionsIT {
    private static final FickleService SERVICE = FickleService.start(20261121);
    private static final int CALLERS = 32;
    private static final int CALLS = 60;

    private final Edge edge;

    BrokenConnectionsIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
        properties.add(BackEnds.property(Service.EXECUTOR), SERVICE::url);
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    @Timeout(120)
    void everyRequestIsAnsweredAndNoneIsSaidTwice() throws Exception {
        List<String> outcomes = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<String>> caller : callers.invokeAll(
                    IntStream.range(0, CALLERS).mapToObj(this::caller).toList())) {
                outcomes.addAll(caller.get());
            }
        }

        assertThat(outcomes).hasSize(CALLERS * CALLS).containsOnly("answered", "told that the service is away");
        assertThat(SERVICE.heard()).doesNotHaveDuplicates();
    }

    private Callable<List<String>> caller(int number) {
        String bearer = "Bearer " + BackEnds.ISSUER.token("acme", "user:usr_1");
        return () -> IntStream.range(0, CALLS)
                .mapToObj(call -> "{\"input\":\"" + number + "-" + call + "x".repeat(call * 40) + "\"}")
                .map(said -> outcome(said, edge.post("/api/v1/agents/agt_1/runs", said, "Authorization", bearer)))
                .toList();
    }

    private static String outcome(String said, HttpResponse<String> answer) {
        if (answer.statusCode() == 200 && answer.body().equals(said)) {
            return "answered";
        }
        boolean away = answer.statusCode() == 503 && answer.body().contains("urn:problem:unavailable");
        return away ? "told that the service is away" : answer.statusCode() + " " + answer.body();
    }
}
