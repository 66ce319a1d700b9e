package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What Tomcat refuses before any of our code runs: bytes no HTTP client library would send. */
@ServiceTest(properties = "spring.application.name=sample")
class ServerRefusalsIT {
    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/notes/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/notes?a=<script> HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/notes HTTP/1.1\r\nConnection: close\r\n\r\n",
                "NONSENSE\r\n\r\n"
            })
    void answersWithoutAPageOrAVersion(String bytes) throws IOException {
        String answer = exchange(bytes);

        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("<html", "tomcat", "exception");
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000})
    void refusesHeadersThatAreTooLarge(int size) throws IOException {
        String answer = exchange("GET /api/v1/notes HTTP/1.1\r\nHost: a\r\nX-Large: " + "x".repeat(size) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContainIgnoringCase("<html", "tomcat", "exception");
    }

    /** A handler that reads the header is what finds out. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0080", "\u009f", "a\u0080b"})
    void refusesControlCharactersInAHeader(String value) throws IOException {
        String token = TestTokens.token("refusals", "agents:read", "agents:write");

        String answer = exchange("PATCH /api/v1/notes/note_1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Authorization: Bearer " + token + "\r\nIf-Match: " + value + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("urn:problem:bad-request");
    }

    private String exchange(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
