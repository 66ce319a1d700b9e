package io.fermata.gateway.protocol;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.fermata.gateway.routing.Service;
import io.fermata.gateway.testing.BackEnds;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class RequestSmugglingIT {
    private static final String BEARER = "Authorization: Bearer " + BackEnds.ISSUER.token("acme", "user:usr_1");
    private static final String HOST = "Host: edge.test";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String HIDDEN = lines("GET /api/v1/runs/run_smuggled HTTP/1.1", HOST, BEARER);

    private final RawConnection edge;

    RequestSmugglingIT(@LocalServerPort int port) {
        this.edge = new RawConnection(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    static Stream<Arguments> ambiguousRequests() {
        return Stream.of(
                with(400, "a length and chunks", "Content-Length: 4", CHUNKED),
                with(400, "chunks and a length", CHUNKED, "Content-Length: 4"),
                with(400, "two lengths", "Content-Length: 0", "Content-Length: 40"),
                with(400, "the same length twice", "Content-Length: 0", "Content-Length: 0"),
                with(400, "a list of lengths", "Content-Length: 0, 40"),
                with(400, "a length with a sign", "Content-Length: +0"),
                with(400, "chunks twice", CHUNKED, CHUNKED),
                with(400, "an unknown encoding", "Transfer-Encoding: xchunked"),
                with(400, "chunked not last", "Transfer-Encoding: chunked, identity"),
                with(400, "a space before the colon", "Content-Length : 0"),
                with(400, "a folded first header", " folded: 1"),
                with(400, "a header without a colon", "no header at all"),
                with(400, "NUL in a value", "X-Note: a\0b"),
                with(400, "CR in a value", "X-Note: a\rX-Tenant-Id: globex"),
                with(400, "a line that ends with LF alone", "X-Note: a\nContent-Length: 40"),
                with(400, "two hosts", "Host: other.test"),
                with(431, "a header of 70 KB", "X-Much: " + "x".repeat(70 * 1024)),
                with(431, "101 headers", many(101)),
                target(400, "GET http://other.test/api/v1/runs/run_smuggled HTTP/1.1"),
                target(400, "GET ftp://edge.test/api/v1/runs/run_smuggled HTTP/1.1"),
                target(400, "GET api/v1/runs/run_smuggled HTTP/1.1"),
                target(400, "CONNECT edge.test:443 HTTP/1.1"),
                target(400, "OPTIONS * HTTP/1.1"),
                target(414, "GET /api/v1/runs/run_smuggled?" + "x".repeat(8 * 1024) + " HTTP/1.1"),
                Arguments.of(400, "no host", lines("GET /api/v1/runs/run_smuggled HTTP/1.1", BEARER)),
                Arguments.of(
                        400,
                        "chunks in HTTP/1.0",
                        lines("POST /api/v1/runs/run_smuggled HTTP/1.0", HOST, BEARER, CHUNKED)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("ambiguousRequests")
    void refusesWhatCanBeReadInTwoWaysAndReadsNoFurther(int status, String what, String request) {
        String answer = edge.answerUntilClosed(request + HIDDEN);

        assertThat(answer).as(what).startsWith("HTTP/1.1 " + status + " ").containsOnlyOnce("HTTP/1.1");
        for (Service service : Service.values()) {
            BackEnds.of(service).verify(0, anyRequestedFor(urlMatching(".*run_smuggled.*")));
        }
    }

    @Test
    void readsAFoldedHeaderAsOneLine() {
        edge.answerUntilClosed(lines(
                "GET /api/v1/runs/run_folded HTTP/1.1",
                HOST,
                BEARER,
                "Connection: close",
                "X-Note: a",
                " Idempotency-Key: b"));

        LoggedRequest arrived = BackEnds.of(Service.EXECUTOR)
                .findAll(anyRequestedFor(urlEqualTo("/api/v1/runs/run_folded")))
                .getFirst();
        assertThat(arrived.getHeader("X-Note")).isEqualTo("a Idempotency-Key: b");
        assertThat(arrived.containsHeader("Idempotency-Key")).isFalse();
    }

    @Test
    void readsAnAbsoluteUrlOfThisHostAsItsPath() {
        String answer = edge.answerUntilClosed(
                lines("GET http://edge.test/api/v1/runs/run_absolute?x=1 HTTP/1.1", HOST, BEARER, "Connection: close"));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        BackEnds.of(Service.EXECUTOR).verify(1, anyRequestedFor(urlEqualTo("/api/v1/runs/run_absolute?x=1")));
    }

    @Test
    void refusesHeadersThatAreTooMuchTogetherWithAProblem() {
        String answer = edge.answerUntilClosed(
                lines("GET /api/v1/runs HTTP/1.1", HOST, BEARER, "Connection: close", "X-Much: " + "x".repeat(20_000)));

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("urn:problem:payload-too-large");
    }

    private static Arguments with(int status, String what, String... headers) {
        String[] all = Stream.concat(
                        Stream.of("POST /api/v1/runs/run_smuggled HTTP/1.1", headers[0], HOST, BEARER),
                        Stream.of(headers).skip(1))
                .toArray(String[]::new);
        return Arguments.of(status, what, lines(all));
    }

    private static Arguments target(int status, String requestLine) {
        return Arguments.of(
                status, requestLine.substring(0, Math.min(60, requestLine.length())), lines(requestLine, HOST, BEARER));
    }

    private static String[] many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + ": b").toArray(String[]::new);
    }

    private static String lines(String... lines) {
        return Stream.of(lines).collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
    }
}
