package io.fermata.gateway.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class PublicPathsIT {
    private final Edge edge;
    private final Edge management;

    PublicPathsIT(@LocalServerPort int port, @LocalManagementPort int managementPort) {
        this.edge = new Edge(port);
        this.management = new Edge(managementPort);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @Test
    void tellsWhetherItIsAliveAndReady() {
        assertThat(edge.get("/livez").body()).contains("UP");
        assertThat(edge.get("/readyz").body()).contains("UP");
        assertThat(edge.get("/api/v1/health").body())
                .contains(
                        "\"status\":\"up\"",
                        "\"run-executor-service\":{\"status\":\"up\",\"dependencies\":{\"consumers\":\"up\",\"outboxRelay\":\"up\"}}");
    }

    @Test
    void keepsMetricsOnTheManagementPort() {
        assertThat(management.get("/actuator/prometheus").body())
                .contains("jvm_memory_used_bytes", "resilience4j_circuitbreaker_state");
        assertThat(edge.get("/actuator/prometheus").statusCode()).isEqualTo(401);
    }

    @Test
    void showsTheDocumentOnAPageThatLoadsNothingFromElsewhere() {
        HttpResponse<String> page = edge.get("/docs/index.html");

        assertThat(edge.get("/docs").headers().firstValue("Location")).hasValue("/docs/index.html");
        assertThat(page.body()).contains("ui/swagger-ui-bundle.js").doesNotContain("http://", "https://");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'");
        assertThat(edge.get("/docs/ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(edge.get("/docs/start.js").body()).contains("/openapi.json");
        assertThat(edge.get("/docs/nothing.js").statusCode()).isEqualTo(404);
    }
}
