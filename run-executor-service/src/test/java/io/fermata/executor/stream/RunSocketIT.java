package io.fermata.executor.stream;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fermata.executor.ExternalRuns;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.testkit.script.Script;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The WebSocket alias: the same events as frames. */
@WholeServiceTest
class RunSocketIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = unique("socket");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
        MODEL.play(Script.always().replies("Hello there.").build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
    }

    @Test
    void tellsARunFromItsFirstStepToItsEnd() {
        String run = api.start(agent, "hello");

        Frames frames = connect(run, TestTokens.token(tenant, "runs:read"));

        assertThat(frames.untilClosed()).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(frames.of("step")).extracting(step -> step.get("id").asInt()).containsExactly(1, 2);
        assertThat(frames.of("run").getLast().at("/data/status").asString()).isEqualTo("succeeded");
    }

    @Test
    void tellsNothingOfTheRunsOfOthers() {
        String run = api.start(agent, "hello");

        Frames frames = connect(run, TestTokens.token(unique("stranger"), "runs:read"));

        frames.untilClosed();
        assertThat(frames.received).isEmpty();
    }

    @Test
    void carriesOnAfterTheLastStepTheClientSaw() {
        String run = api.start(agent, "hello");
        api.awaitStatus(run, "succeeded");

        Frames frames = connect(run, TestTokens.token(tenant, "runs:read"), "Last-Event-ID", "1");

        assertThat(frames.untilClosed()).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(frames.of("step")).extracting(step -> step.get("id").asInt()).containsExactly(2);
    }

    @Test
    void refusesAnIdThatIsNoSequence() {
        String run = api.start(agent, "hello");

        assertThatThrownBy(() -> connect(run, TestTokens.token(tenant, "runs:read"), "Last-Event-ID", "x"))
                .hasMessageContaining("422");
    }

    @Test
    void tellsNothingMoreToSomebodyWhoseTokenIsTakenBack() {
        String run = ExternalRuns.start(api, agent);
        Map<String, Object> claims = TestTokens.claims(tenant, "runs:read");
        String token = TestTokens.sign(claims);
        Frames frames = connect(run, token);
        await().atMost(PATIENCE).until(() -> !frames.of("run").isEmpty());

        TestTokens.revoke("token:" + claims.get("jti"));
        await().atMost(PATIENCE)
                .until(() -> RunApi.with(port, token).get("/api/v1/runs/" + run).status() == 401);
        api.post("/api/v1/runs/" + run + "/report", ExternalRuns.DONE).expect(200);

        assertThat(frames.untilClosed()).isEqualTo(WebSocket.NORMAL_CLOSURE);
        assertThat(frames.of("run").getLast().at("/data/status").asString()).isEqualTo("waiting");
    }

    /** Rather than falling silent: whoever watches can come back. */
    @Test
    void isClosedWhenTheRunCannotBeRead() {
        String run = ExternalRuns.start(api, agent);
        Tenants.run(
                new TenantId(tenant),
                () -> transactions.executeWithoutResult(
                        _ -> jdbc.sql("UPDATE runs SET input = 'fs1.99.AAAA' WHERE id = ?")
                                .params(run)
                                .update()));

        Frames frames = connect(run, TestTokens.token(tenant, "runs:read"));

        assertThat(frames.untilClosed()).isEqualTo(CloseStatus.SERVER_ERROR.getCode());
    }

    @Test
    void letsNobodyInWithoutPermission() {
        String run = api.start(agent, "hello");

        assertThatThrownBy(() -> connect(run, TestTokens.token(tenant, "runs:create")))
                .hasMessageContaining("403");
        assertThatThrownBy(() -> connect(run, "no-token")).hasMessageContaining("401");
    }

    @Test
    void saysWhatItSpeaksToWhoAsksForAPage() {
        String path = "/api/v1/agents/ws/" + api.start(agent, "hello");

        assertThat(api.get(path).expect(400).body().at("/detail").asString()).contains("Upgrade: websocket");
        RunApi.Answer posted = api.post(path, "{}").expect(405);
        assertThat(posted.body().at("/type").asString()).endsWith("method-not-allowed");
        assertThat(posted.headers().firstValue("Allow")).hasValue("GET");
    }

    private Frames connect(String run, String token) {
        return connect(run, token, "X-Request-Id", "socket");
    }

    private Frames connect(String run, String token, String header, String value) {
        Frames frames = new Frames();
        var _ = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .header(header, value)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/agents/ws/" + run), frames)
                .exceptionallyCompose(refused -> CompletableFuture.failedFuture(
                        refused.getCause() instanceof WebSocketHandshakeException answer
                                ? new IllegalStateException(
                                        "" + answer.getResponse().statusCode(), answer)
                                : refused))
                .join();
        return frames;
    }

    private static final class Frames implements WebSocket.Listener {
        private final List<JsonNode> received = new CopyOnWriteArrayList<>();
        private final StringBuilder partial = new StringBuilder();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.add(JsonMapper.shared().readTree(partial.toString()));
                partial.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }

        int untilClosed() {
            return await().atMost(PATIENCE).until(() -> closed.getNow(-1), status -> status > 0);
        }

        List<JsonNode> of(String event) {
            return received.stream()
                    .filter(frame -> frame.get("event").asString().equals(event))
                    .toList();
        }
    }
}
