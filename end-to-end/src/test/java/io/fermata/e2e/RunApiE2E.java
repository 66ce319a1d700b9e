package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.http.Json;
import io.fermata.e2e.support.Problems;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class RunApiE2E {
    private Tenant tenant;
    private String quick;

    @BeforeEach
    void anAgentThatAnswersAtOnce() {
        TestPlatform.playDefaultScript();
        tenant = TestPlatform.newTenant("run-api");
        quick = tenant.agent("openai/quick");
    }

    private String startHeld(String message) {
        tenant.shop();
        String run = tenant.start(tenant.agent("openai/gpt-4o-mini", "orders.lookup", "orders.refund"), message);
        tenant.awaitStatus(run, "waiting_approval");
        return run;
    }

    @Test
    void answersWithTheEndWhenTheCallerPrefersToWait() {
        Answer answer = tenant.gateway().send("POST", runs(quick), message("hello"), Map.of("Prefer", "wait=30"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(answer.json().path("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void returnsTheFirstRunWhenTheSameKeyArrivesTwice() {
        String path = runs(quick);
        Map<String, String> key = Map.of("Idempotency-Key", "once");

        Answer first = tenant.gateway().send("POST", path, message("hello"), key);
        Answer again = tenant.gateway().send("POST", path, message("hello"), key);
        Answer other = tenant.gateway().send("POST", path, message("something else"), key);

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(other.json().path("type").asString()).isEqualTo("urn:problem:idempotency-mismatch");
        assertThat(tenant.gateway().get("/api/v1/runs").path("data")).hasSize(1);
    }

    @Test
    void cancelsARunThatWaitsForAPerson() {
        String run = startHeld("Refund order 44");

        tenant.gateway().post("/api/v1/runs/" + run + "/cancel", Map.of("reason", "changed my mind"));

        JsonNode cancelled = tenant.awaitStatus(run, "cancelled");
        assertThat(cancelled.path("completed_at").isString()).isTrue();
        Answer again = tenant.gateway().send("POST", "/api/v1/runs/" + run + "/cancel", Map.of());
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void listsRunsNewestFirstByFilterAndPage() {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            started.addFirst(tenant.start(quick, "run " + i));
        }
        String held = startHeld("Refund order 45");
        started.forEach(run -> tenant.awaitStatus(run, "succeeded"));

        assertThat(pages("/api/v1/runs?limit=2&agent_id=" + quick)).containsExactlyElementsOf(started);
        assertThat(pages("/api/v1/runs?limit=1&status=waiting_approval")).containsExactly(held);
        assertThat(pages(runs(quick) + "?limit=3")).containsExactlyElementsOf(started);
        String session = tenant.run(held).path("session_id").asString();
        assertThat(pages("/api/v1/runs?limit=10&session_id=" + session)).containsExactly(held);
    }

    @Test
    void remembersWhatWasSaidInTheSession() {
        String first = tenant.start(quick, "My name is Ada");
        String session =
                tenant.awaitStatus(first, "succeeded").path("session_id").asString();

        String second = tenant.gateway()
                .post(runs(quick), Json.object("input", Map.of("message", "Who am I?"), "session_id", session))
                .path("id")
                .asString();
        tenant.awaitStatus(second, "succeeded");

        JsonNode messages = tenant.gateway()
                .get("/api/v1/sessions/" + session + "/messages")
                .path("data");
        assertThat(messages).hasSize(4);
        String asked = TestPlatform.http()
                .send("GET", TestPlatform.stack().modelUrl() + "/__log", Map.of(), null)
                .body();
        assertThat(asked).contains("Who am I?");
        assertThat(asked.lastIndexOf("My name is Ada")).isGreaterThan(asked.indexOf("My name is Ada"));
    }

    @Test
    void tellsNoAgentWhatAnotherWasTold() {
        String session = tenant.run(tenant.start(quick, "My name is Ada"))
                .path("session_id")
                .asString();
        String other = tenant.agent("openai/quick");

        Answer refused = tenant.gateway()
                .send(
                        "POST",
                        runs(other),
                        Json.object("input", Map.of("message", "Who is there?"), "session_id", session));

        Problems.require(refused, 422, "validation");
    }

    @Test
    void takesTheReportOfARunnerOutside() {
        String run = tenant.gateway()
                .post(runs(quick), Json.object("input", Map.of("message", "screen"), "runner", "external"))
                .path("id")
                .asString();
        assertThat(tenant.run(run).path("waiting_reason").asString()).isEqualTo("external_runner");
        Map<String, ?> report = Json.object(
                "status",
                "success",
                "output",
                Map.of("message", "three candidates"),
                "actions_taken",
                List.of(Map.of("action", "api_call", "target", "jobs")),
                "tokens_used",
                8542,
                "llm_provider",
                "anthropic",
                "llm_model",
                "claude-sonnet-4-5");

        Answer taken = tenant.gateway().send("POST", "/api/v1/executions/" + run + "/report", report);
        Answer again = tenant.gateway().send("POST", "/api/v1/runs/" + run + "/report", report);

        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(409);
        JsonNode ended = tenant.run(run);
        assertThat(ended.path("status").asString()).isEqualTo("succeeded");
        assertThat(ended.path("total_tokens").asInt()).isEqualTo(8542);
        assertThat(tenant.stepTypes(run)).containsExactly("tool_result", "output");
    }

    private static String runs(String agent) {
        return "/api/v1/agents/" + agent + "/runs";
    }

    private static Map<String, ?> message(String text) {
        return Map.of("input", Map.of("message", text));
    }

    /** The ids of all pages, one after the other. */
    private List<String> pages(String path) {
        List<String> ids = new ArrayList<>();
        Gateway gateway = tenant.gateway();
        String cursor = "";
        do {
            JsonNode page = gateway.get(path + cursor);
            page.path("data").forEach(run -> ids.add(run.path("id").asString()));
            cursor = page.path("next_cursor").isString()
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return ids;
    }
}
