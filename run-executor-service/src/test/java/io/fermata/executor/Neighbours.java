package io.fermata.executor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.fermata.testkit.ScriptedModelServer;
import io.fermata.testkit.script.Script;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** The services around the executor as WireMock plays them, and the scripted model. One of each for all tests. */
public final class Neighbours implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final WireMockServer HTTP = started();
    public static final ScriptedModelServer MODEL = ScriptedModelServer.start(Script.builtIn());

    /** A provider of its own that is asked at most so often in a second. */
    public static final ScriptedModelServer PACED = ScriptedModelServer.start(Script.builtIn());

    public static final int PACE = 50;

    /** What the operator of the service shows to {@link #MODEL}. */
    public static final String OPERATORS_KEY = "sk-test";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Map<String, Object>> TOOLS = new ConcurrentHashMap<>();
    private static final AtomicLong NAMES = new AtomicLong();

    private static WireMockServer started() {
        WireMockServer server = new WireMockServer(options().dynamicPort());
        server.start();
        return server;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> urls = Map.ofEntries(
                Map.entry("fermata.executor.registry-url", HTTP.baseUrl()),
                Map.entry("fermata.executor.tools-url", HTTP.baseUrl()),
                Map.entry("fermata.executor.providers.openai.base-url", MODEL.openAiUrl()),
                Map.entry("fermata.executor.providers.openai.api-key", OPERATORS_KEY),
                Map.entry("fermata.executor.providers.anthropic.base-url", MODEL.url() + "/v1"),
                Map.entry("fermata.executor.providers.anthropic.api-key", OPERATORS_KEY),
                Map.entry("fermata.executor.providers.keyless.api", "openai"),
                Map.entry("fermata.executor.providers.keyless.base-url", MODEL.openAiUrl()),
                Map.entry("fermata.executor.providers.nowhere.api", "openai"),
                Map.entry("fermata.executor.providers.paced.api", "openai"),
                Map.entry("fermata.executor.providers.paced.base-url", PACED.openAiUrl()),
                Map.entry("fermata.executor.providers.paced.api-key", "sk-paced"),
                Map.entry("fermata.executor.providers.paced.max-calls-per-second", PACE));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("neighbours", urls));
    }

    public static String unique(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    /** The registry knows this agent from now on, under the id that is returned. */
    public static String agent(String status, Map<String, Object> config) {
        String id = unique("agt").replace('-', '_');
        agent(id, 1, status, config);
        return id;
    }

    /** The registry has this to say of the agent from now on, and calls it by its revision. */
    public static void agent(String id, int revision, String status, Map<String, Object> config) {
        Map<String, Object> snapshot = Map.of(
                "agent_id",
                id,
                "version",
                1,
                "name",
                "tester",
                "status",
                status,
                "deleted",
                false,
                "agent_type",
                "chat",
                "tags",
                List.of(),
                "config",
                config,
                "changed_at",
                "2026-01-01T00:00:0" + revision + "Z");
        String tag = "\"" + revision + "\"";
        String path = "/internal/v1/agents/" + id;
        HTTP.stubFor(get(urlPathEqualTo(path))
                .willReturn(okJson(JSON.writeValueAsString(snapshot)).withHeader("ETag", tag)));
        HTTP.stubFor(get(urlPathEqualTo(path))
                .withHeader("If-None-Match", equalTo(tag))
                .willReturn(aResponse().withStatus(304).withHeader("ETag", tag)));
    }

    /** The tool service knows this tool, and answers its executions so. */
    public static void tool(String name, boolean requiresApproval, ResponseDefinitionBuilder answer) {
        known(name, requiresApproval);
        HTTP.stubFor(execution(name).willReturn(answer));
    }

    /** A tool whose service is away for the first requests. */
    public static void toolAfterOutage(String name, int refusals, ResponseDefinitionBuilder answer) {
        known(name, false);
        String state = Scenario.STARTED;
        for (int refusal = 1; refusal <= refusals; refusal++) {
            String next = "refused " + refusal;
            HTTP.stubFor(execution(name)
                    .inScenario(name)
                    .whenScenarioStateIs(state)
                    .willSetStateTo(next)
                    .willReturn(aResponse().withStatus(503)));
            state = next;
        }
        HTTP.stubFor(execution(name).inScenario(name).whenScenarioStateIs(state).willReturn(answer));
    }

    /** A tool of whose first execution nobody knows what came of it. */
    public static void toolInDoubtOnce(String name, ResponseDefinitionBuilder answer) {
        known(name, false);
        HTTP.stubFor(execution(name)
                .inScenario(name)
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("asked")
                .willReturn(outcomeUnknown()));
        HTTP.stubFor(
                execution(name).inScenario(name).whenScenarioStateIs("asked").willReturn(answer));
    }

    /** An agent with these tools finds them all. */
    public static void offeredTogether(String... names) {
        resolving(names[0], Arrays.stream(names).map(TOOLS::get).toList());
    }

    private static void known(String name, boolean requiresApproval) {
        TOOLS.put(
                name,
                Map.ofEntries(
                        Map.entry("name", name),
                        Map.entry("version", 1),
                        Map.entry("deleted", false),
                        Map.entry("description", "a tool"),
                        Map.entry("parameters", Map.of("type", "object", "properties", Map.of())),
                        Map.entry("idempotency", "keyed"),
                        Map.entry("requires_approval", requiresApproval),
                        Map.entry("risk_level", "medium"),
                        Map.entry("category", "write"),
                        Map.entry("timeout_seconds", 30),
                        Map.entry("changed_at", "2026-01-01T00:00:00Z")));
        offeredTogether(name);
    }

    private static void resolving(String first, List<?> tools) {
        HTTP.stubFor(post(urlPathEqualTo("/internal/v1/tools/resolve"))
                .withRequestBody(matchingJsonPath("$.names[0]", equalTo(first)))
                .willReturn(okJson(JSON.writeValueAsString(Map.of("tools", tools, "unknown", List.of())))));
    }

    private static MappingBuilder execution(String tool) {
        return post(urlPathEqualTo("/internal/v1/tool-executions"))
                .withRequestBody(matchingJsonPath("$.tool", equalTo(tool)));
    }

    /** A tool result as the tool service tells it. */
    public static ResponseDefinitionBuilder succeeded(String outputJson) {
        return aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody("{\"outcome\":\"succeeded\",\"output\":" + outputJson
                        + ",\"error\":null,\"attempts\":1,\"latency_ms\":1,\"replayed\":false,\"tool\":null}");
    }

    /** A tool that may have acted, and must not be asked again. */
    public static ResponseDefinitionBuilder outcomeUnknown() {
        return aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody("{\"outcome\":\"unknown\",\"output\":null,\"error\":null,\"attempts\":1,"
                        + "\"latency_ms\":1,\"replayed\":false,\"tool\":null}");
    }

    public static List<LoggedRequest> executionsOf(String tool) {
        return HTTP.findAll(postRequestedFor(urlPathEqualTo("/internal/v1/tool-executions"))
                .withRequestBody(matchingJsonPath("$.tool", equalTo(tool))));
    }
}
