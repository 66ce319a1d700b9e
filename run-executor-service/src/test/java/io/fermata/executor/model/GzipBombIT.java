package io.fermata.executor.model;

import static io.fermata.executor.model.AskedModel.HELLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.fermata.executor.model.ModelFailure.Kind;
import io.fermata.executor.platform.RunExecutorProperties.Api;
import io.fermata.starter.testing.GzipBomb;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A model's answer is never inflated, and never longer than the longest there are. */
class GzipBombIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OPENAI    | gzip
            OPENAI    | gzip, gzip
            ANTHROPIC | gzip
            ANTHROPIC | deflate
            """)
    void isNotInflated(Api api, String coding) {
        try (GzipBomb bomb = GzipBomb.answering(200, "text/event-stream", coding)) {
            ModelFailure failure = failure(api, bomb.url());

            assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(failure).hasMessageContaining("compressed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotReadWhenItDoesNotSayThatItIsCompressed(Api api) {
        try (GzipBomb bomb = GzipBomb.answering(200, "text/event-stream", "identity")) {
            assertThat(failure(api, bomb.url()).kind()).isEqualTo(Kind.INTERRUPTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotReadAsAnError(Api api) {
        try (GzipBomb bomb = GzipBomb.answering(400, "application/json", "gzip")) {
            assertThat(failure(api, bomb.url()).kind()).isEqualTo(Kind.REJECTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, 200, true",
        "ANTHROPIC, 200, true",
        "OPENAI, 200, false",
        "ANTHROPIC, 200, false",
        "OPENAI, 500, false"
    })
    void isHungUpOnWhenItDoesNotEnd(Api api, int status, boolean inLines) throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        HttpServer provider = endless(status, inLines ? ": nothing\n" : ": nothing", hungUp);
        try {
            ModelFailure failure =
                    failure(api, "http://127.0.0.1:" + provider.getAddress().getPort());

            assertThat(failure.kind()).isEqualTo(status == 200 ? Kind.INTERRUPTED : Kind.UNAVAILABLE);
            assertThat(hungUp.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            provider.stop(0);
        }
    }

    private static ModelFailure failure(Api api, String url) {
        AskedModel model = new AskedModel(api, url, Duration.ofSeconds(30));
        ModelFailure failure = catchThrowableOfType(ModelFailure.class, () -> model.ask(HELLO));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static HttpServer endless(int status, String drop, CountDownLatch hungUp) throws IOException {
        byte[] drops = drop.repeat(10_000).getBytes(StandardCharsets.UTF_8);
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(drops);
                }
            } catch (IOException e) {
                hungUp.countDown();
            }
        });
        provider.start();
        return provider;
    }
}
