package io.fermata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.testkit.log.LoggedRequest;
import io.fermata.testkit.log.LoggedRequest.Outcome;
import io.fermata.testkit.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedModelServerTest {
    private static final String HELLO = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private ScriptedModelServer model =
            ScriptedModelServer.start(Script.always().replies("Hi there").build());

    @AfterEach
    void stop() {
        model.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/chat/completions"})
    void answersWithAndWithoutTheVersionInThePath(String path) throws Exception {
        var response = Http.post(model.url() + path, HELLO);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Http.json(response).at("/choices/0/message/content").asString())
                .isEqualTo("Hi there");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | could not parse the JSON body",
                "[] | could not parse the JSON body",
                "{'messages':[]} | Invalid 'messages': empty array",
                "{'model':'m'} | Missing required parameter: 'messages'",
                "{'messages':[{'role':'user','content':'x'}]} | you must provide a model parameter",
                "{'model':'m','messages':'x'} | Invalid type for 'messages'",
                "{'model':'m','messages':[{'role':'robot','content':'x'}]} | Invalid value: 'robot'",
                "{'model':'m','messages':[{'role':'user'}]} | Invalid value for 'content'",
                "{'model':'m','messages':[{'role':'tool','tool_call_id':'c','content':'x'}]} | must be a response to a preceeding message",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tools':[]} | Invalid 'tools': empty array",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tool_choice':'auto'} | only allowed when 'tools' are specified",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'stream_options':{}} | only allowed when 'stream' is enabled",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'temperature':3} | Expected a value <= 2",
            })
    void refusesWhatOpenAiRefuses(String body, String words) throws Exception {
        var response = Http.post(model.openAiUrl() + "/chat/completions", body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.json(response).at("/error/type").asString()).isEqualTo("invalid_request_error");
        assertThat(Http.json(response).at("/error/message").asString()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"401,authentication_error", "429,rate_limit_error", "500,api_error", "529,overloaded_error"})
    void anthropicsErrorsHaveItsTypes(int status, String type) throws Exception {
        model.play(Script.always().fails(status, Duration.ofSeconds(3)).build());
        var body = HELLO.replaceFirst("\\{", "{\"max_tokens\":9,");

        var response = Http.post(model.url() + "/v1/messages", body, "anthropic-version", "2023-06-01");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Http.json(response).at("/error/type").asString()).isEqualTo(type);
        assertThat(response.headers().firstValue("retry-after")).hasValue("3");
    }

    @Test
    void aStreamIsCutAfterSoManyChunks() {
        model.play(
                Script.always().replies("one two three four").cutAfterChunks(2).build());

        assertThatThrownBy(() -> Http.post(model.openAiUrl() + "/chat/completions", streaming()))
                .isInstanceOf(IOException.class);
        assertThat(model.log().requests().getLast().outcome()).isEqualTo(Outcome.CUT);
    }

    @Test
    void aBodyIsCutInTheMiddle() {
        model.play(
                Script.always().replies("one two three four").cutAfterChunks(2).build());

        assertThatThrownBy(() -> Http.post(model.openAiUrl() + "/chat/completions", HELLO))
                .isInstanceOf(IOException.class);
    }

    @Test
    void chunksArriveAtTheirPace() throws Exception {
        model.play(Script.always()
                .replies("a b c d e")
                .perChunk(Duration.ofMillis(20))
                .build());
        long before = System.nanoTime();

        var events = Http.events(Http.post(model.openAiUrl() + "/chat/completions", streaming()));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        assertThat(events).last().isEqualTo("[DONE]");
        assertThat(events).hasSize(8);
    }

    @Test
    void theScriptIsReplacedAtRunTime() throws Exception {
        var refused = Http.post(model.url() + "/__script", "rules: [{answer: x}]");
        var taken = Http.post(model.url() + "/__script", "rules: [{reply: replaced}]");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("unknown key 'answer'");
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(Http.post(model.openAiUrl() + "/chat/completions", HELLO).body())
                .contains("replaced");
    }

    @Test
    void everyRequestIsLoggedWithoutItsKey(@TempDir Path directory) throws Exception {
        model.stop();
        model = ScriptedModelServer.start(0, Script.builtIn(), directory.resolve("log.jsonl"));
        Http.post(model.openAiUrl() + "/chat/completions", HELLO, "authorization", "Bearer sk-secret");
        Http.post(model.openAiUrl() + "/chat/completions", "{");

        assertThat(model.log().requests()).extracting(LoggedRequest::status).containsExactly(200, 400);
        assertThat(Http.call("GET", model.url() + "/__log").body())
                .contains("hello")
                .doesNotContain("sk-secret");
        assertThat(Http.json(Http.call("GET", model.url() + "/__count"))
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(Files.readAllLines(directory.resolve("log.jsonl"))).hasSize(4);
        Http.call("DELETE", model.url() + "/__log");
        assertThat(model.log().total()).isZero();
    }

    @Test
    void aTakenPortIsAClearMessage() {
        assertThatThrownBy(() -> ScriptedModelServer.start(model.port(), Script.builtIn(), null))
                .hasMessageContaining("port " + model.port() + " cannot be opened");
    }

    private static String streaming() {
        return HELLO.replaceFirst("\\{", "{\"stream\":true,");
    }
}
