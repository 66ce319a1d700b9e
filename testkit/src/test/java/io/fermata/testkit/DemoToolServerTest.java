package io.fermata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoToolServerTest {
    private final DemoToolServer tools = DemoToolServer.start(0, Duration.ofMillis(50));

    @AfterEach
    void stop() {
        tools.stop();
    }

    @Test
    void lookingUpAnOrderTakesItsTime() throws Exception {
        long before = System.nanoTime();

        var order = Http.call("GET", tools.url() + "/orders/42");

        assertThat(order.body()).contains("\"order_id\":\"42\"", "\"amount\":42.50");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void aRepeatedKeyRefundsOnce() throws Exception {
        var refund = tools.url() + "/orders/42/refund";
        var first = Http.post(refund, "{\"amount\":42.50}", "Idempotency-Key", "k1");
        var again = Http.post(refund, "{\"amount\":42.50}", "Idempotency-Key", "k1");
        var other = Http.post(refund, "{\"amount\":42.50}", "Idempotency-Key", "k2");

        assertThat(again.body()).isEqualTo(first.body()).contains("\"amount\":42.50", "refunded");
        assertThat(other.body()).isNotEqualTo(first.body());
        assertThat(tools.refunds()).isEqualTo(2);
        assertThat(tools.counts().byKey().get("POST /orders/42/refund"))
                .containsEntry("k1", 2L)
                .containsEntry("k2", 1L);
    }

    @Test
    void countsCanBeReadAndCleared() throws Exception {
        Http.post(tools.url() + "/echo", "{\"a\":1}");
        var count = Http.json(Http.call("GET", tools.url() + "/__count"));

        assertThat(count.path("total").asInt()).isEqualTo(1);
        assertThat(count.at("/by_path/POST ~1echo").asInt()).isEqualTo(1);
        assertThat(Http.json(Http.call("DELETE", tools.url() + "/__count"))
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void badToolsAreBadInTheirWay() throws Exception {
        assertThat(Http.call("GET", tools.url() + "/status/503").statusCode()).isEqualTo(503);
        assertThat(Http.call("GET", tools.url() + "/garbage").body())
                .startsWith("{")
                .doesNotContain("}");
        assertThat(Http.call("GET", tools.url() + "/slow?ms=20").body()).isEqualTo("{\"slept_ms\":20}");
        assertThat(Http.call("GET", tools.url() + "/drip?bytes=1").body()).isEqualTo(" ");
        assertThat(Http.call("GET", tools.url() + "/orders/missing").statusCode())
                .isEqualTo(404);
        assertThat(Http.call("GET", tools.url() + "/huge?mb=3").body()).hasSizeGreaterThan(3 * 1024 * 1024);
    }

    @Test
    void aSlowToolOutlastsItsClient() {
        var request = HttpRequest.newBuilder(URI.create(tools.url() + "/slow?ms=60000"))
                .timeout(Duration.ofMillis(100))
                .build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.discarding()))
                .isInstanceOf(HttpTimeoutException.class);
    }
}
