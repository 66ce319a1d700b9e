package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.sample.Api.Answer;
import io.fermata.starter.testing.GzipBomb;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A request's body is never inflated. */
@ServiceTest(properties = "spring.application.name=sample")
class GzipBombIT {
    private static final byte[] BOMB = GzipBomb.small();

    @LocalServerPort
    int port;

    Api api;

    @BeforeEach
    void connect() {
        api = new Api(port, "bombs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "gzip, gzip", "identity, gzip", "deflate", "br", "zstd"})
    void isRefusedWhateverItWasCompressedWith(String coding) {
        refused(send(BodyPublishers.ofByteArray(BOMB), coding));
    }

    @Test
    void isRefusedWhenItDoesNotSayHowLongItIs() {
        refused(send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BOMB)), "gzip"));
    }

    @Test
    void isRefusedWhenTheCodingIsInASecondHeader() {
        refused(api.send(api.request("/api/v1/notes", "Content-Encoding", "identity", "Content-Encoding", "gzip")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(BOMB))));
    }

    @Test
    void isNoJsonWhenItDoesNotSayThatItIsCompressed() {
        Answer answer = send(BodyPublishers.ofByteArray(BOMB), "identity");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:malformed-body");
    }

    @Test
    void aPlainBodyMaySayThatItIsPlain() {
        Answer answer = send(BodyPublishers.ofString("{\"text\":\"plain\",\"priority\":1}"), "identity");

        assertThat(answer.status()).isEqualTo(201);
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.header("Accept-Encoding")).contains("identity");
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:unsupported-media-type");
        assertThat(answer.json().at("/detail").asString()).isEqualTo("Send the body uncompressed.");
    }

    private Answer send(BodyPublisher body, String coding) {
        return api.send(api.request("/api/v1/notes", "Content-Encoding", coding)
                .header("Content-Type", "application/json")
                .POST(body));
    }
}
