package io.fermata.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.support.Registry;
import io.fermata.registry.support.Registry.Answer;
import io.fermata.registry.support.RegistryTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RegistryTest
class AgentApiIT {
    private static final String AGENTS = "/api/v1/agents";

    @LocalServerPort
    private int port;

    private Registry registry;

    @BeforeEach
    void asANewTenant() {
        registry = Registry.at(port);
    }

    @Test
    void aNameIsEnoughAndEverythingElseHasADefault() {
        Answer created = registry.post(AGENTS, "{\"name\":\"helper\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains(AGENTS + "/" + created.text("/id"));
        assertThat(created.text("/id")).matches("agt_[0-9a-f]{32}");
        assertThat(created.text("/status")).isEqualTo("active");
        assertThat(created.text("/stage")).isEqualTo("draft");
        assertThat(created.body().at("/version").asInt()).isEqualTo(1);
        assertThat(created.body().at("/config/model").isNull()).isTrue();
        assertThat(created.body().at("/config/max_tokens").asInt()).isEqualTo(1024);
        assertThat(created.body().at("/config/guardrails").toString())
                .isEqualTo("{\"max_steps\":20,\"max_tool_calls\":40,\"max_cost_usd\":1.0,\"timeout_seconds\":900,"
                        + "\"require_approval_for\":[],\"forbidden_actions\":[]}");
        assertThat(created.text("/created_by")).isEqualTo("user:usr_test");
    }

    @Test
    void whatWasCreatedIsReadBackWithTheSameTag() {
        Answer created = registry.post(AGENTS, "{\"name\":\"helper\",\"status\":\"draft\"}");

        Answer read = registry.get(AGENTS + "/" + created.text("/id"));

        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.etag()).isEqualTo(created.etag());
        assertThat(read.text("/status")).isEqualTo("draft");
    }

    @Test
    void theOrderOfAnOutputSchemaSurvives() {
        String schema =
                "{\"type\":\"object\",\"properties\":{\"zebra\":{\"type\":\"string\"},\"a\":{\"type\":\"number\"}}}";

        String agent = registry.agent("{\"name\":\"helper\",\"config\":{\"output_schema\":" + schema + "}}");

        assertThat(registry.get(agent).body().at("/config/output_schema").toString())
                .isEqualTo(schema);
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnce() {
        Answer answer = registry.post(AGENTS, """
                {"status":"paused","owner_email":"ana","config":{"model":"gpt","max_tokens":0,
                 "output_schema":{"type":"elephant"},"handoffs":["agt_00000000000000000000000000000000"],
                 "tools":["no.such.tool"]}}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("urn:problem:validation");
        assertThat(answer.body().at("/errors").findValuesAsString("pointer"))
                .contains(
                        "/status",
                        "/name",
                        "/owner_email",
                        "/config/model",
                        "/config/max_tokens",
                        "/config/output_schema/type",
                        "/config/handoffs/0",
                        "/config/tools/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "tenant_id",
                "version",
                "revision",
                "stage",
                "created_by",
                "created_at",
                "updated_at",
                "deleted"
            })
    void whatTheServiceOwnsCannotBeSent(String property) {
        String body = "{\"name\":\"helper\",\"" + property + "\":\"x\"}";
        String agent = registry.agent("{\"name\":\"before\"}");

        for (Answer answer : new Answer[] {registry.post(AGENTS, body), registry.patch(agent, body)}) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("urn:problem:unknown-property");
            assertThat(answer.text("/errors/0/pointer")).isEqualTo("/" + property);
        }
        assertThat(registry.get(agent).text("/name")).isEqualTo("before");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"x\",\"config\":{\"modle\":\"a/b\"}} | 400 | unknown-property | /config/modle",
                "{\"name\":\"x\",\"config\":{\"max_tokens\":\"1\"}} | 422 | validation | /config/max_tokens",
                "{\"name\":\"x\",\"config\":{\"output_schema\":[]}} | 422 | validation | /config/output_schema",
                "{\"name\":\"x\",\"tags\":[null]} | 422 | validation | /tags/0",
                "{\"name\":\"x\",\"name\":\"y\"} | 400 | malformed-body |",
                "{\"name\": | 400 | malformed-body |"
            })
    void badBodiesGetTheirProblem(String body, int status, String problem, String pointer) {
        Answer answer = registry.post(AGENTS, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo("urn:problem:" + problem);
        assertThat(answer.body().at("/errors/0/pointer").asString(null)).isEqualTo(pointer);
    }

    @Test
    void everyValueOfAWrongTypeIsReportedAtOnce() {
        String agent =
                AGENTS + "/" + registry.post(AGENTS, "{\"name\":\"helper\"}").text("/id");
        String body = """
                {"name":"other","tags":"a","config":{"model":4,"temperature":"warm","memory":{"max_messages":[]},"tool":1}}
                """;

        for (Answer answer : new Answer[] {registry.post(AGENTS, body), registry.patch(agent, body)}) {
            assertThat(answer.body().at("/errors").findValuesAsString("pointer"))
                    .containsExactlyInAnyOrder(
                            "/tags",
                            "/config/model",
                            "/config/temperature",
                            "/config/memory/max_messages",
                            "/config/tool");
        }
    }

    @Test
    void aPatchOfTheDescriptionMakesNoNewVersion() {
        String agent = registry.agent("{\"name\":\"helper\",\"description\":\"old\",\"tags\":[\"a\"]}");

        Answer patched = registry.patch(agent, "{\"description\":null,\"tags\":[\"b\"]}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.body().at("/description").isNull()).isTrue();
        assertThat(patched.text("/tags/0")).isEqualTo("b");
        assertThat(patched.body().at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void aPatchOfTheConfigMergesAndMakesAVersion() {
        String agent = registry.agent("{\"name\":\"helper\",\"config\":{\"model\":\"openai/a\",\"temperature\":0.5}}");

        JsonNode patched = registry.patch(agent, "{\"config\":{\"temperature\":null,\"guardrails\":{\"max_steps\":5}}}")
                .body();

        assertThat(patched.at("/version").asInt()).isEqualTo(2);
        assertThat(patched.at("/config/model").asString()).isEqualTo("openai/a");
        assertThat(patched.at("/config/temperature").isNull()).isTrue();
        assertThat(patched.at("/config/guardrails/max_steps").asInt()).isEqualTo(5);
    }

    @Test
    void aPatchThatChangesNothingKeepsTagAndVersion() {
        String agent = registry.agent("{\"name\":\"helper\",\"config\":{\"temperature\":0.5}}");
        Answer before = registry.get(agent);

        Answer patched =
                registry.patch(agent, "{\"config\":{\"temperature\":0.5,\"guardrails\":{\"max_cost_usd\":1}}}");

        assertThat(patched.body()).isEqualTo(before.body());
        assertThat(patched.etag()).isEqualTo(before.etag());
    }

    @Test
    void aStatusIsNotPatched() {
        String agent = registry.agent("{\"name\":\"helper\"}");

        assertThat(registry.patch(agent, "{\"status\":\"paused\"}").problem())
                .isEqualTo("urn:problem:unknown-property");
    }

    @Test
    void aLabelNeedsAVersionToName() {
        String agent = registry.agent("{\"name\":\"helper\"}");

        assertThat(registry.patch(agent, "{\"version_label\":\"cold\"}").text("/errors/0/pointer"))
                .isEqualTo("/version_label");
        assertThat(registry.patch(agent, "{\"version_label\":\"cold\",\"config\":{\"temperature\":0}}")
                        .status())
                .isEqualTo(200);
        assertThat(registry.get(agent + "/versions/2").text("/label")).isEqualTo("cold");
    }

    @Test
    void aStaleTagIsRefused() {
        String agent = registry.agent("{\"name\":\"helper\"}");
        String stale = registry.get(agent).etag();
        registry.patch(agent, "{\"name\":\"other\"}", "If-Match", stale);

        Answer late = registry.patch(agent, "{\"name\":\"third\"}", "If-Match", stale);

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.problem()).isEqualTo("urn:problem:precondition-failed");
        assertThat(registry.get(agent).text("/name")).isEqualTo("other");
    }

    @Test
    void aDeletedAgentIsGone() {
        String agent = registry.agent("{\"name\":\"helper\"}");

        assertThat(registry.delete(agent).status()).isEqualTo(204);

        assertThat(registry.get(agent).status()).isEqualTo(404);
        assertThat(registry.delete(agent).status()).isEqualTo(404);
        assertThat(registry.get(agent + "/versions").status()).isEqualTo(404);
        assertThat(registry.get(AGENTS).body().at("/data").size()).isZero();
    }

    @Test
    void readersMayNotWriteAndStrangersMayNothing() {
        Registry reader = registry.withScopes("agents:read");
        String agent = registry.agent("{\"name\":\"helper\"}");

        assertThat(reader.get(agent).status()).isEqualTo(200);
        assertThat(reader.post(AGENTS, "{\"name\":\"helper\"}").status()).isEqualTo(403);
        assertThat(reader.delete(agent).status()).isEqualTo(403);
        assertThat(registry.withScopes("runs:read").get(agent).status()).isEqualTo(403);
    }

    @Test
    void theSameIdempotencyKeyMakesOneAgent() {
        String body = "{\"name\":\"helper\"}";

        Answer first = registry.post(AGENTS, body, "Idempotency-Key", "k-1");
        Answer second = registry.post(AGENTS, body, "Idempotency-Key", "k-1");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(registry.get(AGENTS).body().at("/data").size()).isEqualTo(1);
    }
}
