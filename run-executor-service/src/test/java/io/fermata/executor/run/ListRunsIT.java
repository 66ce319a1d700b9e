package io.fermata.executor.run;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.Trigger;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.testkit.script.Script;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@WholeServiceTest
class ListRunsIT {

    private final String tenant = unique("list");

    @LocalServerPort
    private int port;

    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
        MODEL.play(Script.always().replies("Hello.").build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
    }

    @Test
    void turnsPagesFromTheNewestToTheOldest() {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            started.add(api.start(agent, "hello"));
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/v1/runs?limit=2" + cursor).expect(200).body();
            page.get("data").forEach(run -> seen.add(run.get("id").asString()));
            cursor = page.get("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (cursor != null);

        Collections.reverse(started);
        assertThat(seen).isEqualTo(started);
    }

    @Test
    void putsANewerRunFirstWhateverItsIdIs() {
        String chosen = unique("run_zz");
        Bus.publish(tenant, chosen, requested(chosen), TestTokens.token(tenant, "runs:create"));
        api.awaitStatus(chosen, "succeeded");
        String newer = api.start(agent, "hello");

        JsonNode first = api.get("/api/v1/runs?limit=1").body();
        JsonNode second = api.get("/api/v1/runs?limit=1&cursor="
                        + first.get("next_cursor").asString())
                .body();

        assertThat(first.at("/data/0/id").asString()).isEqualTo(newer);
        assertThat(second.at("/data/0/id").asString()).isEqualTo(chosen);
        assertThat(second.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void knowsTheStatusThatNoRunComesToYet() {
        api.run(agent, "hello").expect(200);

        assertThat(ids("?status=blocked")).isEmpty();
    }

    @Test
    void narrowsTheListToWhatIsAskedFor() {
        JsonNode run = api.run(agent, "hello").expect(200).body();
        api.run(agent("active", Map.of("model", "openai/gpt-4o-mini")), "hello").expect(200);

        assertThat(ids("?agent_id=" + agent)).containsExactly(run.get("id").asString());
        assertThat(ids("?session_id=" + run.get("session_id").asString()))
                .containsExactly(run.get("id").asString());
        assertThat(ids("?status=succeeded")).hasSize(2);
        assertThat(ids("?status=failed")).isEmpty();
        assertThat(ids("?created_before=" + run.get("created_at").asString())).isEmpty();
        assertThat(ids("?created_after=2020-01-01T00:00:00Z")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cursor=garbage",
                "limit=0",
                "limit=101",
                "limit=many",
                "status=asleep",
                "created_after=yesterday"
            })
    void refusesAQueryItCannotAnswer(String query) {
        assertThat(api.get("/api/v1/runs?" + query).expect(422).problem()).isEqualTo("validation");
    }

    @Test
    void refusesTheCursorOfAnotherTenant() {
        api.start(agent, "hello");
        api.start(agent, "hello");
        String cursor = api.get("/api/v1/runs?limit=1").text("next_cursor");

        RunApi stranger = RunApi.of(port, unique("stranger"));

        assertThat(stranger.get("/api/v1/runs?cursor=" + cursor).expect(422).problem())
                .isEqualTo("validation");
    }

    private RunRequested requested(String run) {
        return new RunRequested(
                run,
                agent,
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("message", "hello"),
                new Trigger("channel", null),
                null,
                null);
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        api.get("/api/v1/runs" + query)
                .expect(200)
                .body()
                .get("data")
                .forEach(run -> ids.add(run.get("id").asString()));
        return ids;
    }
}
