package io.fermata.localstack.demo;

import io.fermata.localstack.stack.StackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows a run until it ends. A stream that breaks is opened again after the last event that was seen, which is all a
 * client needs to do to survive a restart of the executor.
 */
final class RunStream {
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled", "blocked");
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int PATIENCE = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final GatewayClient gateway;
    private final String runId;
    private @Nullable String lastEventId;

    RunStream(GatewayClient gateway, String runId) {
        this.gateway = gateway;
        this.runId = runId;
    }

    void follow(Listener listener) throws IOException, InterruptedException {
        int failures = 0;
        while (!hasEnded()) {
            try (InputStream stream = gateway.stream("/api/v1/runs/" + runId + "/events", lastEventId)) {
                read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)), listener);
                failures = 0;
            } catch (IOException e) {
                if (++failures > PATIENCE) {
                    throw new StackException("the run's events cannot be followed any more: " + e.getMessage(), e);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Blank line ends an event; a line that starts with a colon is a heartbeat. */
    private void read(BufferedReader lines, Listener listener) throws IOException, InterruptedException {
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    listener.on(new RunEvent(name, JSON.readTree(data.toString())));
                }
                name = "message";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.startsWith("id:")) {
                lastEventId = line.substring(3).strip();
            }
        }
    }

    private boolean hasEnded() throws IOException, InterruptedException {
        try {
            GatewayClient.Answer run = gateway.send("GET", "/api/v1/runs/" + runId, null);
            JsonNode status = run.body().path("status");
            return run.isSuccess() && status.isString() && ENDED.contains(status.stringValue());
        } catch (IOException _) {
            return false; // the gateway itself may be restarting
        }
    }

    /** Hears of each event in order. */
    @FunctionalInterface
    interface Listener {
        void on(RunEvent event) throws IOException, InterruptedException;
    }
}
