package io.fermata.gateway.limits;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.routing.Service;
import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Compressed bodies end at the edge. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class GzipBombIT {
    private static final String BEARER = "Bearer " + BackEnds.ISSUER.token("bombs", "user:usr_1");
    private static final String PATH = "/api/v1/agents/agt_bomb/runs";

    private final Edge edge;

    GzipBombIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "gzip, gzip", "identity, gzip", "deflate", "br", "zstd"})
    void isRefusedWhateverItWasCompressedWith(String coding) throws IOException {
        refused(send(BodyPublishers.ofByteArray(bomb()), coding));
    }

    @Test
    void isRefusedWhenItDoesNotSayHowLongItIs() throws IOException {
        byte[] bomb = bomb();

        refused(send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bomb)), "gzip"));
    }

    @Test
    void aPlainBodyMaySayThatItIsPlain() {
        assertThat(send(BodyPublishers.ofString("{}"), "identity").statusCode()).isEqualTo(200);
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("urn:problem:unsupported-media-type", "Send the body uncompressed.");
        assertThat(BackEnds.of(Service.EXECUTOR).findAll(anyRequestedFor(urlPathEqualTo(PATH))))
                .noneMatch(request -> !"identity".equals(request.getHeader("Content-Encoding")));
    }

    private HttpResponse<String> send(BodyPublisher body, String coding) {
        return edge.send(
                "POST",
                PATH,
                body,
                "Authorization",
                BEARER,
                "Content-Type",
                "application/json",
                "Content-Encoding",
                coding);
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[10_000_000]);
        }
        return packed.toByteArray();
    }
}
