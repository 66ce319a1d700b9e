package io.fermata.executor.model;

import static io.fermata.executor.model.AskedModel.HELLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fermata.executor.model.ModelFailure.Kind;
import io.fermata.executor.platform.RunExecutorProperties.Api;
import io.fermata.testkit.ScriptedModelServer;
import io.fermata.testkit.log.LoggedRequest;
import io.fermata.testkit.script.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFailuresIT {

    private final ScriptedModelServer server = ScriptedModelServer.start(Script.builtIn());

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "429, RATE_LIMITED",
        "529, RATE_LIMITED",
        "408, TIMEOUT",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "400, REJECTED",
        "401, REJECTED",
        "404, REJECTED"
    })
    void readsTheStatus(int status, Kind kind) {
        server.play(Script.always().fails(status).build());

        assertThat(failure(model(Api.OPENAI)).kind()).isEqualTo(kind);
        assertThat(failure(model(Api.ANTHROPIC)).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource
    void passesOnHowLongToStayAway(Api api) {
        server.play(Script.always().fails(429, Duration.ofSeconds(7)).build());

        assertThat(failure(model(api)).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @EnumSource
    void takesNoHalfAnAnswer(Api api) {
        server.play(Script.always()
                .replies("This is cut off somewhere.")
                .cutAfterChunks(2)
                .build());

        assertThat(failure(model(api)).kind()).isEqualTo(Kind.INTERRUPTED);
    }

    @ParameterizedTest
    @EnumSource
    void takesNoCallOfAToolWithoutAName(Api api) {
        server.play(Script.always().calls("", Map.of()).build());

        assertThat(failure(model(api)).kind()).isEqualTo(Kind.INTERRUPTED);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotWaitForTheRestOfAStreamThatHasEnded(Api api) throws IOException {
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"id\": \"half an".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        provider.start();
        try {
            String url = "http://127.0.0.1:" + provider.getAddress().getPort();

            assertThat(failure(new AskedModel(api, url, Duration.ofSeconds(30))).kind())
                    .isEqualTo(Kind.INTERRUPTED);
        } finally {
            provider.stop(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotTakeAConnectionThatBrokeForOneThatNeverWas(Api api) throws IOException {
        try (ServerSocket provider = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket connection = provider.accept()) {
                    // The question arrives, and the connection is reset before there is an answer.
                    int first = connection.getInputStream().read();
                    connection.setSoLinger(first >= 0, 0);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String url = "http://127.0.0.1:" + provider.getLocalPort();

            assertThat(failure(new AskedModel(api, url, Duration.ofSeconds(30))).kind())
                    .isEqualTo(Kind.INTERRUPTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsOnlySoLong(Api api) {
        server.play(
                Script.always().replies("late").delayed(Duration.ofSeconds(30)).build());

        ModelFailure failure = failure(new AskedModel(api, server.url() + "/v1", Duration.ofMillis(200)));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        ModelFailure failure =
                failure(new AskedModel(Api.OPENAI, "http://127.0.0.1:" + free + "/v1", Duration.ofSeconds(5)));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageNotContaining("127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource
    void closesTheSocketOfACallThatIsCancelled(Api api) {
        server.play(Script.always()
                .replies("never read")
                .delayed(Duration.ofSeconds(60))
                .build());
        ModelCall call = new ModelCall(_ -> {});
        CompletableFuture<ModelFailure> failure = CompletableFuture.supplyAsync(() -> failure(model(api), call));
        await().atMost(Duration.ofSeconds(30)).until(() -> server.log().total() == 1);

        call.cancel();

        assertThat(failure.join().kind()).isEqualTo(Kind.CANCELLED);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.log().requests())
                        .extracting(LoggedRequest::outcome)
                        .containsExactly(LoggedRequest.Outcome.ABANDONED));
    }

    @Test
    void asksNothingForACallThatWasCancelledBefore() {
        ModelCall call = new ModelCall(_ -> {});
        call.cancel();

        assertThat(failure(model(Api.OPENAI), call).kind()).isEqualTo(Kind.CANCELLED);
    }

    private AskedModel model(Api api) {
        return new AskedModel(api, server.url() + "/v1", Duration.ofSeconds(30));
    }

    private static ModelFailure failure(AskedModel model) {
        return failure(model, new ModelCall(_ -> {}));
    }

    private static ModelFailure failure(AskedModel model, ModelCall call) {
        ModelFailure failure = catchThrowableOfType(ModelFailure.class, () -> model.ask(call, List.of(), null, HELLO));
        assertThat(failure).isNotNull();
        return failure;
    }
}
