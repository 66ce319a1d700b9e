package io.fermata.tools.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.TestTokens;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ToolServiceIntegration
class CallingServicesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void refusesAServicesTokenThatIsForAnotherService() throws IOException, InterruptedException {
        HttpResponse<String> refused = resolveWithTokenFor("agent-registry-service");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("urn:problem:unauthenticated");
        assertThat(resolveWithTokenFor("fermata").statusCode()).isEqualTo(401);
    }

    @Test
    void answersAServiceWhoseTokenIsForThisOne() throws IOException, InterruptedException {
        assertThat(resolveWithTokenFor("tool-service").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> resolveWithTokenFor(String audience) throws IOException, InterruptedException {
        Map<String, Object> claims = TestTokens.claims("calling-services", "tools:read");
        claims.put("sub", "service:run-executor-service");
        claims.put("aud", audience);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/internal/v1/tools/resolve"))
                .header("Authorization", "Bearer " + TestTokens.sign(claims))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"names\":[\"calculator\"],\"agent_id\":null}"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
