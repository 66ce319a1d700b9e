package io.fermata.tools.egress;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.testing.GzipBomb;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Api.Answer;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.Endpoint;
import io.fermata.tools.harness.ToolServiceIntegration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A tool's answer is never inflated. */
@ToolServiceIntegration
class GzipBombIT {
    @LocalServerPort
    private int port;

    private Calls calls;

    @BeforeEach
    void aTenant() {
        calls = new Calls(Api.newTenant(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "gzip, gzip", "deflate", "br"})
    void endsTheCallAsTooLarge(String coding) {
        try (GzipBomb bomb = GzipBomb.answering(200, "application/json", coding)) {
            calls.register("bomb", "GET", bomb.url() + "/", "");

            Answer answer = calls.execute(Calls.newKey(), "bomb", "{}");

            assertThat(answer.text("/outcome")).isEqualTo("failed");
            assertThat(answer.text("/error/code")).isEqualTo("response-too-large");
            assertThat(answer.text("/error/message")).contains("compressed");
        }
    }

    @Test
    void endsTheCallThoughItDoesNotSayThatItIsCompressed() {
        try (GzipBomb bomb = GzipBomb.answering(200, "application/json", "identity")) {
            calls.register("bomb", "GET", bomb.url() + "/", "");

            Answer answer = calls.execute(Calls.newKey(), "bomb", "{}");

            assertThat(answer.text("/error/code")).isEqualTo("response-too-large");
            assertThat(answer.text("/error/message")).contains("262144 bytes");
        }
    }

    @Test
    void asksForNoCompression() {
        Endpoint endpoint = Endpoint.answering(
                aResponse().withHeader("Content-Encoding", "identity").withBody("plain"));
        calls.register("plain", "GET", endpoint.url(), "");

        Answer answer = calls.execute(Calls.newKey(), "plain", "{}");

        assertThat(answer.text("/output/text")).isEqualTo("plain");
        assertThat(endpoint.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.getHeader("Accept-Encoding")).isEqualTo("identity"));
    }
}
