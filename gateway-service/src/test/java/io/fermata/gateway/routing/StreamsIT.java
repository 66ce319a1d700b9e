package io.fermata.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import io.netty.buffer.Unpooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The executor is played by a server that sends an event when the test says so, and echoes WebSocket frames. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
@Timeout(30)
class StreamsIT {
    private static final String BEARER = "Bearer " + BackEnds.ISSUER.token("acme", "user:usr_1");
    private static final Sinks.Many<String> EVENTS = Sinks.many().multicast().onBackpressureBuffer(16, false);
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();
    private static final DisposableServer EXECUTOR = executor();

    private final Edge edge;

    StreamsIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
        properties.add(BackEnds.property(Service.EXECUTOR), () -> "http://127.0.0.1:" + EXECUTOR.port());
    }

    @AfterAll
    static void stop() {
        EXECUTOR.disposeNow();
    }

    @Test
    void passesEachServerSentEventOnAtOnce() throws Exception {
        try (BufferedReader stream = open("/api/v1/runs/run_1/events")) {
            EVENTS.tryEmitNext("id: 1\ndata: one\n\n").orThrow();
            assertThat(event(stream)).isEqualTo("id: 1 data: one");

            EVENTS.tryEmitNext("id: 2\ndata: two\n\n").orThrow();
            assertThat(event(stream)).isEqualTo("id: 2 data: two");
        }
        assertThat(SEEN).contains("Last-Event-ID: 0");
    }

    @Test
    void tellsTheServiceWhenTheReaderOfAStreamIsGone() throws Exception {
        open("/api/v1/executions/run_gone/events").close();

        await().untilAsserted(() -> assertThat(SEEN).contains("/api/v1/runs/run_gone/events closed"));
    }

    @Test
    void passesWebSocketFramesBothWays() {
        Queue<String> received = new ConcurrentLinkedQueue<>();

        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", BEARER)
                .buildAsync(edge.uri("ws", "/api/v1/agents/ws/run_1"), new Collector(received))
                .join();
        socket.sendText("hello", true).join();

        await().untilAsserted(() -> assertThat(received).containsExactly("echo hello"));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
        await().untilAsserted(() -> assertThat(received).contains("closed 1000"));
    }

    @Test
    void opensNoWebSocketWithoutACredential() {
        assertThat(edge.get("/api/v1/agents/ws/run_1").statusCode()).isEqualTo(401);
    }

    private BufferedReader open(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(edge.uri("http", path))
                .headers("Authorization", BEARER, "Accept", "text/event-stream", "Last-Event-ID", "0")
                .build();
        HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        BufferedReader stream = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        assertThat(stream.readLine() + stream.readLine()).isEqualTo(": open");
        return stream;
    }

    private static String event(BufferedReader stream) throws IOException {
        String event = stream.readLine() + " " + stream.readLine();
        assertThat(stream.readLine()).isEmpty();
        return event;
    }

    private static DisposableServer executor() {
        return HttpServer.create()
                .host("127.0.0.1")
                .route(routes -> routes.get("/api/v1/runs/{id}/events", (request, response) -> {
                            SEEN.add(
                                    "Last-Event-ID: " + request.requestHeaders().get("Last-Event-ID"));
                            response.withConnection(
                                    connection -> connection.onDispose(() -> SEEN.add(request.uri() + " closed")));
                            return response.sse()
                                    .send(
                                            EVENTS.asFlux()
                                                    .startWith(": open\n\n")
                                                    .map(event -> Unpooled.copiedBuffer(event, StandardCharsets.UTF_8)),
                                            _ -> true);
                        })
                        .ws(
                                "/api/v1/agents/ws/{id}",
                                (in, out) ->
                                        out.sendString(in.receive().asString().map(text -> "echo " + text))))
                .bindNow();
    }

    private record Collector(Queue<String> received) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            received.add(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            received.add("closed " + status);
            return WebSocket.Listener.super.onClose(socket, status, reason);
        }
    }
}
