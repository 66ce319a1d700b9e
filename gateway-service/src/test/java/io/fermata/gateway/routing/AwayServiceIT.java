package io.fermata.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "fermata.gateway.timeouts.probe=5s"})
class AwayServiceIT {
    private static final String TOKEN = BackEnds.ISSUER.token("acme", "user:usr_1");

    private final Edge edge;
    private final ServiceCircuits circuits;

    AwayServiceIT(@LocalServerPort int port, @Autowired ServiceCircuits circuits) {
        this.edge = new Edge(port);
        this.circuits = circuits;
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
        properties.add(BackEnds.property(Service.METERING), () -> "http://127.0.0.1:" + unusedPort());
    }

    @Test
    void saysSoWhenAServiceIsAwayAndStopsAskingItAfterAWhile() {
        IntStream.range(0, 12).forEach(_ -> assertAway(edge.getAs(TOKEN, "/api/v1/usage/events")));

        assertThat(circuits.of(Service.METERING).getState()).isEqualTo(State.OPEN);
        assertThat(circuits.of(Service.TOOLS).getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void passesOnWhatAServiceSaysItself() {
        BackEnds.of(Service.TOOLS)
                .stubFor(get("/api/v1/tools/broken")
                        .willReturn(aResponse().withStatus(500).withBody("{\"type\":\"theirs\"}")));

        IntStream.range(0, 30)
                .forEach(_ -> assertThat(
                                edge.getAs(TOKEN, "/api/v1/tools/broken").statusCode())
                        .isEqualTo(500));

        assertThat(edge.getAs(TOKEN, "/api/v1/tools/broken").body()).isEqualTo("{\"type\":\"theirs\"}");
        assertThat(circuits.of(Service.TOOLS).getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void namesTheServiceThatIsAwayInHealthAndDocumentation() {
        assertThat(edge.get("/api/v1/health").body())
                .contains("\"status\":\"degraded\"", "\"metering-service\":{\"status\":\"down\"");
        assertThat(edge.get("/openapi.json").body()).contains("\"x-unreachable-services\":[\"metering-service\"]");
        assertThat(edge.get("/readyz").statusCode()).isEqualTo(200);
    }

    private static void assertAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("urn:problem:unavailable", "\"retryable\":true")
                .doesNotContain("127.0.0.1");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
