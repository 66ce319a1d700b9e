package io.fermata.e2e.overload;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.http.Http;
import io.fermata.e2e.http.Json;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;

/** A tenant with one agent, and connections of its own: it waits for nobody else's answers. */
record Guest(String tenant, String agent, Gateway gateway) {
    private static final String BODY = Json.write(Map.of("input", Map.of("message", "hello")));

    static Guest settle(Gateway admin, String tenant, String model) {
        String key = admin.post("/api/v1/tenants", Map.of("id", tenant, "name", tenant))
                .path("admin_key")
                .asString();
        Gateway owner = new Gateway(new Http(), admin.url(), key);
        JsonNode agent = owner.post(
                "/api/v1/agents",
                Map.of(
                        "name",
                        "overloaded",
                        "config",
                        Map.of("model", model, "guardrails", Map.of("timeout_seconds", 3_600))));
        return new Guest(tenant, agent.path("id").asString(), owner);
    }

    /**
     * Starts one run after the other, whether the last one was answered or not.
     *
     * @param more asked before each with the number of those before it
     */
    List<Start> start(Clock clock, Duration every, IntPredicate more) throws InterruptedException {
        List<Future<Start>> starts = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            while (more.test(starts.size())) {
                starts.add(callers.submit(() -> start(clock)));
                TimeUnit.NANOSECONDS.sleep(began + every.toNanos() * starts.size() - System.nanoTime());
            }
        }
        List<Start> answered = new ArrayList<>(starts.size());
        for (Future<Start> start : starts) {
            answered.add(answered(start));
        }
        return answered;
    }

    private Start start(Clock clock) {
        Instant sent = clock.instant();
        try {
            Answer answer = gateway.send("POST", "/api/v1/agents/" + agent + "/runs", BODY);
            return Start.of(sent, clock.instant(), answer);
        } catch (UncheckedIOException _) {
            return Start.failed(sent, clock.instant());
        }
    }

    private static Start answered(Future<Start> start) throws InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The ids of all runs that have succeeded, as the API lists them. */
    Set<String> succeeded() {
        Set<String> ids = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page = gateway.get("/api/v1/runs?status=succeeded&limit=100" + cursor);
            page.path("data").forEach(run -> ids.add(run.path("id").asString()));
            cursor = page.path("next_cursor").isString()
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    void leave() {
        gateway.http().close();
    }
}
