package io.fermata.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunStreamTest {
    private final List<String> resumedAfter = new ArrayList<>();
    private final List<RunEvent> heard = new ArrayList<>();
    private HttpServer gateway;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/api/v1/runs/run_1/events", this::events);
        gateway.createContext(
                "/api/v1/runs/run_1",
                exchange -> answer(
                        exchange, "{\"status\":\"" + (resumedAfter.size() < 2 ? "running" : "succeeded") + "\"}"));
        gateway.start();
    }

    @AfterEach
    void stopGateway() {
        gateway.stop(0);
    }

    @Test
    void aBrokenStreamGoesOnAfterTheLastEventThatWasSeen() throws Exception {
        String url = "http://127.0.0.1:" + gateway.getAddress().getPort();

        new RunStream(new GatewayClient(HttpClient.newHttpClient(), url, "fk_test"), "run_1").follow(heard::add);

        assertThat(resumedAfter).containsExactly("none", "1");
        assertThat(heard).extracting(RunEvent::name).containsExactly("step", "token");
        assertThat(heard.getLast().data().path("text").stringValue()).isEqualTo("Done");
    }

    private void events(HttpExchange exchange) throws IOException {
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        resumedAfter.add(last == null ? "none" : last);
        answer(
                exchange,
                last == null
                        ? "id: 1\nevent: step\ndata: {\"type\":\"think\"}\n\n: heartbeat\n\nevent: step\ndata: {\"cut"
                        : "event: token\ndata: {\"text\":\"Done\"}\n\n");
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
