package io.fermata.executor.stream;

import io.fermata.contracts.Problems;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.problem.ProblemWriter;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.LastingAccess;
import io.fermata.starter.security.TrustedIssuers;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** A run over WebSocket: the same events as over SSE, each a JSON frame {@code {"event", "id", "data"}}. */
@Component
class RunSocket extends TextWebSocketHandler implements HandshakeInterceptor {

    static final String PATH = "/api/v1/agents/ws/{runId}";

    private static final Logger LOG = LoggerFactory.getLogger(RunSocket.class);
    private static final String PREFIX = "/api/v1/agents/ws/";
    private static final String WATCHER = "fermata.watcher";

    private final RunFollower follower;
    private final RunFrames frames;
    private final TrustedIssuers issuers;
    private final ProblemWriter problems;

    RunSocket(RunFollower follower, RunFrames frames, TrustedIssuers issuers, ProblemWriter problems) {
        this.follower = follower;
        this.frames = frames;
        this.issuers = issuers;
        this.problems = problems;
    }

    /** Who opened the socket, and from which step on. */
    private record Watcher(TenantId tenant, LastingAccess access, long last) {}

    /** The handshake runs behind the same token check as every request; the socket's own threads know no tenant. */
    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        try {
            requireSocket(request);
            attributes.put(WATCHER, watcher(request));
            return true;
        } catch (ProblemException refusal) {
            HttpServletResponse answer = ((ServletServerHttpResponse) response).getServletResponse();
            if (refusal.type() == Problems.METHOD_NOT_ALLOWED) {
                answer.setHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
            }
            problems.write(((ServletServerHttpRequest) request).getServletRequest(), answer, refusal);
            return false;
        }
    }

    private static void requireSocket(ServerHttpRequest request) {
        if (!request.getMethod().equals(HttpMethod.GET)) {
            throw ProblemException.of(Problems.METHOD_NOT_ALLOWED, "A WebSocket is opened by GET.");
        }
        if (!"websocket".equalsIgnoreCase(request.getHeaders().getUpgrade())) {
            throw ProblemException.of(Problems.BAD_REQUEST, "This path speaks WebSocket: ask with Upgrade: websocket.");
        }
    }

    private Watcher watcher(ServerHttpRequest request) {
        Caller caller = Caller.current();
        if (!caller.may("runs:read")) {
            throw ProblemException.of(Problems.FORBIDDEN, "This operation needs the permission runs:read.");
        }
        long last = ResumePoint.of(request.getHeaders().getFirst(ResumePoint.HEADER));
        return new Watcher(caller.tenant(), issuers.access(), last);
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        Watcher watcher = (Watcher) session.getAttributes().get(WATCHER);
        if (watcher == null || session.getUri() == null) {
            throw new IllegalStateException("the handshake left no watcher");
        }
        String runId = session.getUri().getPath().substring(PREFIX.length());
        Thread.ofVirtual()
                .name("socket-" + runId)
                .start(() -> Tenants.run(watcher.tenant(), () -> follow(session, runId, watcher)));
    }

    private void follow(WebSocketSession session, String runId, Watcher watcher) {
        try {
            follower.follow(runId, watcher.last(), watcher.access(), new SocketClient(session, runId));
            session.close(CloseStatus.NORMAL);
        } catch (ProblemException e) {
            close(session, CloseStatus.POLICY_VIOLATION.withReason(e.type().slug()));
        } catch (IOException | InterruptedException e) {
            LOG.atDebug().addKeyValue("run_id", runId).log("a watcher went away");
            close(session, CloseStatus.SESSION_NOT_RELIABLE);
        } catch (RuntimeException e) {
            // A watcher that hears nothing, not even a ping, would wait for ever; one that is told comes back.
            LOG.atWarn().addKeyValue("run_id", runId).setCause(e).log("a run could not be shown any further");
            close(session, CloseStatus.SERVER_ERROR);
        }
    }

    private static void close(WebSocketSession session, CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException e) {
            LOG.atDebug().log("a socket was closed already: {}", e.getMessage());
        }
    }

    private final class SocketClient implements RunFollower.Client {
        private final WebSocketSession session;
        private final String runId;

        SocketClient(WebSocketSession session, String runId) {
            this.session = session;
            this.runId = runId;
        }

        @Override
        public void step(StepRow step) throws IOException {
            session.sendMessage(new TextMessage(frames.stepFrame(step)));
        }

        @Override
        public void run(Run run) throws IOException {
            session.sendMessage(new TextMessage(frames.runFrame(run)));
        }

        @Override
        public void token(long sequence, long index, String text) throws IOException {
            session.sendMessage(new TextMessage(frames.tokenFrame(runId, sequence, index, text)));
        }

        @Override
        public void heartbeat() throws IOException {
            session.sendMessage(new PingMessage());
        }
    }
}
