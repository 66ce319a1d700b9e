package io.fermata.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "fermata.gateway.timeouts.answer=300ms"})
class SlowServiceIT {
    private final Edge edge;

    SlowServiceIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @Test
    void givesUpOnAnAnswerThatDoesNotBegin() {
        BackEnds.of(Service.APPROVALS)
                .stubFor(get("/api/v1/approvals/slow").willReturn(aResponse().withFixedDelay(2000)));

        HttpResponse<String> answer = edge.getAs(BackEnds.ISSUER.token("acme", "user:usr_1"), "/api/v1/approvals/slow");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:problem:unavailable", "did not answer in time");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void waitsForAToolAsLongAsAToolMayTake() {
        BackEnds.of(Service.TOOLS)
                .stubFor(post("/api/v1/tools/slow/invoke")
                        .willReturn(aResponse().withFixedDelay(1000).withStatus(200)));

        HttpResponse<String> answer = edge.post(
                "/api/v1/tools/slow/invoke",
                "{}",
                "Authorization",
                "Bearer " + BackEnds.ISSUER.token("acme", "user:usr_1"));

        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
