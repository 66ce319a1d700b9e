package io.fermata.executor.model;

import static io.fermata.executor.model.AskedModel.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.model.ModelQuestion.Message;
import io.fermata.executor.model.ModelQuestion.ModelToolCall;
import io.fermata.executor.platform.RunExecutorProperties.Api;
import io.fermata.testkit.ScriptedModelServer;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every provider must do alike. The scripted server refuses what the real ones refuse. */
class ChatModelsIT {

    private static final ScriptedModelServer SERVER = ScriptedModelServer.start(Script.builtIn());
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"answer\":{\"type\":\"integer\"}},\"required\":[\"answer\"]}";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersInPiecesAndCountsItsTokens(Api api) {
        SERVER.play(Script.always()
                .replies("One two three four.")
                .with(reply -> reply.usage(11, 7))
                .build());
        List<String> pieces = new ArrayList<>();

        ModelAnswer answer = model(api).ask(new ModelCall(pieces::add), List.of(), null, HELLO);

        assertThat(answer.text()).isEqualTo("One two three four.").isEqualTo(String.join("", pieces));
        assertThat(answer.promptTokens()).isEqualTo(11);
        assertThat(answer.completionTokens()).isEqualTo(7);
        assertThat(answer.truncated()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void callsSeveralToolsInOneTurn(Api api) {
        SERVER.play(Script.always()
                .calls("orders_lookup", Map.of("id", "1"))
                .with(reply -> reply.call("orders_lookup", Map.of("id", "2")))
                .build());

        ModelAnswer answer = model(api).askWithTools(HELLO);

        assertThat(answer.calls())
                .extracting(ModelToolCall::wireName)
                .containsExactly("orders_lookup", "orders_lookup");
        assertThat(answer.calls())
                .extracting(ModelToolCall::argumentsJson)
                .containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
        assertThat(answer.calls()).extracting(ModelToolCall::callId).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void readsTheResultsOfParallelCalls(Api api) {
        SERVER.play(Script.when(m -> m.toolAnswered("orders_lookup"))
                .replies("Both seen.")
                .build());
        List<ModelToolCall> calls = List.of(
                new ModelToolCall("call_1", "orders_lookup", "{\"id\":\"1\"}"),
                new ModelToolCall("call_2", "orders_lookup", "{\"id\":\"2\"}"));

        ModelAnswer answer = model(api)
                .askWithTools(
                        HELLO,
                        new Message.Assistant("", calls),
                        new Message.ToolResult("call_1", "orders_lookup", "{\"paid\":1}"),
                        new Message.ToolResult("call_2", "orders_lookup", "{\"paid\":2}"));

        assertThat(answer.text()).isEqualTo("Both seen.");
    }

    @ParameterizedTest
    @EnumSource
    void takesAnOutputSchema(Api api) {
        SERVER.play(Script.always().replies("{\"answer\":42}").build());

        ModelAnswer answer = model(api).ask(new ModelCall(_ -> {}), List.of(), SCHEMA, HELLO);

        assertThat(answer.text()).isEqualTo("{\"answer\":42}");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhenItsAnswerWasCutOffAtTheTokenLimit(Api api) {
        SERVER.play(Script.always().replies("too long a story").truncatedAt(3).build());

        assertThat(model(api).ask(HELLO).truncated()).isTrue();
    }

    private static AskedModel model(Api api) {
        String url = api == Api.OPENAI ? SERVER.openAiUrl() : SERVER.url();
        return new AskedModel(api, url, Duration.ofSeconds(30));
    }
}
