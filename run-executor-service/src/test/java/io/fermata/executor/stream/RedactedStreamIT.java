package io.fermata.executor.stream;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.event.StepDelta;
import io.fermata.contracts.event.StepEmitted;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.starter.settings.KnownSettings;
import io.fermata.starter.settings.TenantSettings;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is watched live shows nothing of what the tenant has named; who may read the log reads all of it. */
@WholeServiceTest
class RedactedStreamIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ADDRESS = "grace@example.com";
    private static final String CARD = "4111 1111 1111 1111";

    private final String tenant = unique("redacted");

    @LocalServerPort
    private int port;

    @Autowired
    private KnownSettings settings;

    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
        String tool = unique("find.customer").replace('-', '_');
        tool(tool, false, succeeded("{\"customer\":{\"mail\":\"" + ADDRESS + "\",\"card\":4111111111111111}}"));
        MODEL.play(Script.when(m -> m.user("who").round(1))
                .calls(tool, Map.of("mail", ADDRESS))
                .when(m -> m.toolAnswered(tool))
                .replies("It is " + ADDRESS + ", who paid with " + CARD + " on Monday.")
                .perChunk(Duration.ofMillis(30))
                .build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));
        Tenants.run(
                new TenantId(tenant),
                () -> settings.remember(
                        new TenantSettings(false, List.of("email", "credit-card"), false), Instant.EPOCH));
    }

    @Test
    void aWatcherSeesMarks() {
        String run = api.start(agent, "who is " + ADDRESS + "?");

        List<String> live = api.events(run);

        assertThat(live).filteredOn("event: token"::equals).hasSizeGreaterThan(1);
        assertThat(live).noneMatch(line -> line.contains(ADDRESS) || line.contains("4111"));
        assertThat(tokens(live)).isEqualTo("It is [email], who paid with [card] on Monday.");
        assertThat(indexes(live))
                .containsExactlyElementsOf(
                        IntStream.range(0, indexes(live).size()).boxed().toList());
    }

    @Test
    void whoComesLaterSeesTheSameSteps() {
        String run = api.start(agent, "who is " + ADDRESS + "?");
        List<String> live = api.events(run);

        List<String> again = api.events(run);

        assertThat(steps(again)).isEqualTo(steps(live)).hasSize(5);
        assertThat(data(again, "run").getLast()).isEqualTo(data(live, "run").getLast());
    }

    @Test
    void theBusTellsMarksAndTheLogTheTruth() {
        String run = api.start(agent, "who is " + ADDRESS + "?");
        api.awaitStatus(run, "succeeded");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(Bus.received(StepEmitted.class, run)).hasSize(5));
        assertThat(Bus.received(StepEmitted.class, run).toString())
                .contains("[email]", "[card]")
                .doesNotContain(ADDRESS, "4111");
        assertThat(Bus.received(StepDelta.class, run).toString()).doesNotContain(ADDRESS, "4111");
        assertThat(api.steps(run).toString()).contains(ADDRESS, CARD, "4111111111111111");
        assertThat(api.get("/api/v1/runs/" + run).body().at("/output/message").asString())
                .contains(ADDRESS, CARD);
    }

    private static String tokens(List<String> lines) {
        StringBuilder text = new StringBuilder();
        data(lines, "token").forEach(token -> text.append(token.get("text").asString()));
        return text.toString();
    }

    private static List<Integer> indexes(List<String> lines) {
        return data(lines, "token").stream()
                .map(token -> token.get("index").asInt())
                .toList();
    }

    private static List<JsonNode> steps(List<String> lines) {
        return data(lines, "step");
    }

    private static List<JsonNode> data(List<String> lines, String event) {
        return IntStream.range(1, lines.size())
                .filter(line -> lines.get(line - 1).equals("event: " + event))
                .mapToObj(line -> JsonMapper.shared().readTree(lines.get(line).substring("data:".length())))
                .toList();
    }
}
