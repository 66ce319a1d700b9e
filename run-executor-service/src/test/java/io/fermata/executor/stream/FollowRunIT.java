package io.fermata.executor.stream;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@WholeServiceTest
class FollowRunIT {

    private static final int STEPS = 5;

    private final String tenant = unique("follow");

    @LocalServerPort
    private int port;

    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
        String tool = unique("look.up").replace('-', '_');
        tool(tool, false, succeeded("{\"n\":1}").withFixedDelay(300));
        MODEL.play(Script.when(m -> m.user("go").round(1))
                .calls(tool, Map.of())
                .when(m -> m.toolAnswered(tool))
                .replies("one two three four five six seven eight nine ten")
                .perChunk(Duration.ofMillis(30))
                .build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));
    }

    @Test
    void showsEveryStepOnceInOrderWithTheTokensBetween() {
        List<String> lines = api.events(api.start(agent, "go"));

        assertThat(idsOf(lines)).containsExactly("1", "2", "3", "4", "5");
        assertThat(lines.stream().filter("event: token"::equals)).hasSizeGreaterThan(1);
        assertThat(lines.stream().filter(line -> line.startsWith("data:")).reduce((_, last) -> last))
                .hasValueSatisfying(last ->
                        assertThat(last).contains("\"status\":\"succeeded\"", "\"actions_taken\":[{\"action\":"));
    }

    @Test
    void carriesOnAfterTheLastEventTheClientSaw() {
        String run = api.start(agent, "go");
        api.awaitStatus(run, "succeeded");

        for (int last = 0; last <= STEPS; last++) {
            List<String> lines = api.events(run, "Last-Event-ID", Integer.toString(last));
            assertThat(idsOf(lines)).hasSize(STEPS - last);
        }
    }

    @Test
    void refusesAnIdThatIsNoSequence() {
        String run = api.start(agent, "go");

        assertThat(api.events(run, "Last-Event-ID", "x").getFirst()).contains("urn:problem:validation");
    }

    @Test
    void hidesTheRunsOfOthers() {
        String run = api.start(agent, "go");

        RunApi stranger = RunApi.of(port, unique("stranger"));

        assertThat(stranger.events(run).getFirst()).contains("urn:problem:not-found");
        assertThat(stranger.get("/api/v1/runs/" + run).expect(404).problem()).isEqualTo("not-found");
        assertThat(stranger.get("/api/v1/runs/" + run + "/steps").expect(404).problem())
                .isEqualTo("not-found");
        assertThat(stranger.post("/api/v1/runs/" + run + "/cancel", "{}")
                        .expect(404)
                        .problem())
                .isEqualTo("not-found");
    }

    private static List<String> idsOf(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .map(line -> line.substring(3).strip())
                .toList();
    }
}
