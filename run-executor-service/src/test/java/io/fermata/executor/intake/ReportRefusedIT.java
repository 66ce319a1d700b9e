package io.fermata.executor.intake;

import static io.fermata.executor.ExternalRuns.DONE;
import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.ExternalRuns;
import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.testkit.script.Script;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Reports that change nothing. */
@WholeServiceTest
class ReportRefusedIT {

    private final String tenant = unique("refused");

    @LocalServerPort
    private int port;

    private RunApi api;
    private String agent;
    private String run;

    @BeforeEach
    void start() {
        api = RunApi.of(port, tenant);
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
        run = ExternalRuns.start(api, agent);
    }

    @Test
    void knowsNoRunOfAnotherTenant() {
        RunApi stranger = RunApi.of(port, unique("stranger"));

        assertThat(stranger.post(path(run), DONE).expect(404).problem()).isEqualTo("not-found");
        assertThat(stranger.post(path(run), "{}").expect(404).problem()).isEqualTo("not-found");
        assertThat(api.post(path("run_none"), DONE).expect(404).problem()).isEqualTo("not-found");
        requireStillWaiting();
    }

    @Test
    void wantsThePermissionToCreateRuns() {
        RunApi reader = RunApi.with(port, TestTokens.token(tenant, "runs:read", "runs:cancel"));

        reader.post(path(run), DONE).expect(403);

        requireStillWaiting();
    }

    @Test
    void takesNoReportOnARunThatThePlatformExecutes() {
        MODEL.play(Script.always().replies("Hello.").build());
        String internal = api.run(agent, "hello").expect(200).text("id");

        Answer refused = api.post(path(internal), DONE).expect(409);

        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.text("detail")).contains("itself");
        assertThat(api.stepTypes(internal)).containsExactly("think", "output");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":                                                  | 400 | malformed-body   | ",
                "{\"status\":\"success\",\"note\":1}                           | 400 | unknown-property | /note",
                "{\"status\":\"success\",\"steps_executed\":[{\"node\":\"a\"}]} | 400 | unknown-property | /steps_executed/0/node",
                "{}                                                            | 422 | validation       | /status",
                "{\"status\":\"done\"}                                         | 422 | validation       | /status",
                "{\"status\":\"success\",\"steps_executed\":{}}                | 422 | validation       | /steps_executed",
                "{\"status\":\"success\",\"steps_executed\":[null]}            | 422 | validation       | /steps_executed/0",
                "{\"status\":\"success\",\"steps_executed\":[{}]}              | 422 | validation       | /steps_executed/0/step",
                "{\"status\":\"success\",\"steps_executed\":[{\"step\":\"a\",\"type\":\"output\"}]} | 422 | validation | /steps_executed/0/type",
                "{\"status\":\"success\",\"steps_executed\":[{\"step\":\"a\",\"latency_ms\":-1}]} | 422 | validation | /steps_executed/0/latency_ms",
                "{\"status\":\"success\",\"actions_taken\":[{\"target\":\"b\"}]} | 422 | validation     | /actions_taken/0/action",
                "{\"status\":\"success\",\"tokens_used\":-1}                   | 422 | validation       | /tokens_used",
                "{\"status\":\"success\",\"tokens_used\":\"many\"}             | 422 | validation       | /tokens_used",
                "{\"status\":\"success\",\"tokens_used\":7}                    | 422 | validation       | /llm_provider",
                "{\"status\":\"success\",\"llm_provider\":\"openai\"}          | 422 | validation       | /llm_model",
                "{\"status\":\"success\",\"output\":\"text\"}                  | 422 | validation       | /output",
                "{\"status\":\"success\",\"output\":{\"message\":7}}           | 422 | validation       | /output/message",
                "{\"status\":\"failed\",\"output\":{}}                         | 422 | validation       | /output",
                "{\"status\":\"success\",\"error\":{\"message\":\"m\"}}        | 422 | validation       | /error",
                "{\"status\":\"failed\",\"error\":{\"code\":\"c\"}}            | 422 | validation       | /error/message"
            })
    void saysWhatIsWrongWithTheReport(String body, int status, String problem, String pointer) {
        Answer refused = api.post(path(run), body).expect(status);

        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(refused.body().at("/errors/0/pointer").asString(null)).isEqualTo(pointer);
        requireStillWaiting();
    }

    @Test
    void takesNoMoreStepsThanALogShouldHave() {
        String steps = Stream.generate(() -> "{\"step\":\"a\"}").limit(201).collect(Collectors.joining(","));

        Answer refused = api.post(path(run), "{\"status\":\"success\",\"steps_executed\":[" + steps + "]}")
                .expect(422);

        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/steps_executed");
    }

    @Test
    void takesTextThatIsAwkwardAndNotWhatNoDatabaseKeeps() {
        api.post(path(run), failed("a\\u0000b")).expect(422);
        requireStillWaiting();

        assertThat(api.post(path(run), failed("\\u0001 \\ud83d\\ude00"))
                        .expect(200)
                        .text("status"))
                .isEqualTo("failed");
    }

    private static String failed(String text) {
        return "{\"status\":\"failed\",\"steps_executed\":[{\"step\":\"" + text + "\"}],\"error\":{\"code\":\"" + text
                + "\",\"message\":\"" + text + "\"}}";
    }

    private void requireStillWaiting() {
        assertThat(api.get("/api/v1/runs/" + run).text("status")).isEqualTo("waiting");
        assertThat(api.steps(run)).isEmpty();
    }

    private static String path(String runId) {
        return "/api/v1/runs/" + runId + "/report";
    }
}
