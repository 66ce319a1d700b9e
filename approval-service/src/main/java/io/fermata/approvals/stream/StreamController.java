package io.fermata.approvals.stream;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.fermata.starter.security.TrustedIssuers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StreamController {
    private static final Logger log = LoggerFactory.getLogger(StreamController.class);

    private final ApprovalStream stream;
    private final TrustedIssuers issuers;

    StreamController(ApprovalStream stream, TrustedIssuers issuers) {
        this.stream = stream;
        this.issuers = issuers;
    }

    /** Without {@code Last-Event-ID} the stream starts with what happens from now on. */
    @GetMapping(path = "/api/v1/approvals/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresPermission("approvals:read")
    @Operation(
            summary = "Stream changes of approvals",
            description = "Begins with what happens from now on, or after the event that `Last-Event-ID` names. Ends"
                    + " after a while, and is then to be resumed.")
    @ApiResponse(
            responseCode = "200",
            description = "Events named approval, each an Approval; id is its sequence",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    void events(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws InterruptedException {
        long after = lastEventId == null ? stream.last() : sequence(lastEventId);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        // Proxies of the nginx family would hold events back otherwise.
        response.setHeader("X-Accel-Buffering", "no");
        try {
            // Not the response's own writer: that one hides that the client has gone.
            write(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), after);
        } catch (IOException _) {
            // The client has gone; it comes back with the last id it has seen.
        }
    }

    private void write(Writer client, long after) throws IOException, InterruptedException {
        client.write(ServerSentEvent.HEARTBEAT);
        client.flush();
        try {
            stream.write(client, after, issuers.access());
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().setCause(e).log("stream ends early; the client resumes where it stopped");
        }
    }

    private static long sequence(String lastEventId) {
        if (!lastEventId.matches("[0-9]{1,18}")) {
            throw ProblemException.validation("/Last-Event-ID", "must be the id of an event of this stream");
        }
        return Long.parseLong(lastEventId);
    }
}
