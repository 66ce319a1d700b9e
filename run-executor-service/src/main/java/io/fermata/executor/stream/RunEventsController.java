package io.fermata.executor.stream;

import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunStore;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.fermata.starter.security.TrustedIssuers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** A run as server-sent events. The thread is virtual, so a client that watches for hours costs next to nothing. */
@RestController
class RunEventsController {

    private static final Logger LOG = LoggerFactory.getLogger(RunEventsController.class);

    private final RunFollower follower;
    private final RunStore runs;
    private final RunFrames frames;
    private final TrustedIssuers issuers;

    RunEventsController(RunFollower follower, RunStore runs, RunFrames frames, TrustedIssuers issuers) {
        this.follower = follower;
        this.runs = runs;
        this.frames = frames;
        this.issuers = issuers;
    }

    @GetMapping({"/api/v1/runs/{id}/events", "/api/v1/agents/{agentId}/runs/{id}/events"})
    @RequiresPermission("runs:read")
    @Operation(
            summary = "Stream a run's events",
            description = "Begins with the first step, or after the one that `Last-Event-ID` names, and ends when the"
                    + " run does. A stream that ends earlier is to be resumed.")
    @ApiResponse(
            responseCode = "200",
            description = "Events step, token and run; the id of a step is its sequence",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    void events(
            @PathVariable String id,
            @PathVariable(required = false) @Nullable String agentId,
            @RequestHeader(name = ResumePoint.HEADER, required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        long last = ResumePoint.of(lastEventId);
        if (runs.find(id).filter(run -> run.isOf(agentId)).isEmpty()) {
            throw ProblemException.notFound("run");
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        try {
            follower.follow(id, last, issuers.access(), new SseClient(id, response.getWriter()));
        } catch (ClientGoneException e) {
            LOG.atDebug().addKeyValue("run_id", id).log("a watcher went away");
        }
    }

    private static final class ClientGoneException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final class SseClient implements RunFollower.Client {
        private final String runId;
        private final PrintWriter out;

        SseClient(String runId, PrintWriter out) {
            this.runId = runId;
            this.out = out;
        }

        @Override
        public void step(StepRow step) throws IOException {
            write("id: " + step.sequence() + "\nevent: step\ndata: " + frames.step(step) + "\n\n");
        }

        @Override
        public void run(Run run) throws IOException {
            write("event: run\ndata: " + frames.run(run) + "\n\n");
        }

        @Override
        public void token(long sequence, long index, String text) throws IOException {
            write("event: token\ndata: " + frames.token(runId, sequence, index, text) + "\n\n");
        }

        @Override
        public void heartbeat() throws IOException {
            write(": heartbeat\n\n");
        }

        private void write(String frame) throws IOException {
            out.write(frame);
            if (out.checkError()) {
                throw new ClientGoneException();
            }
        }
    }
}
