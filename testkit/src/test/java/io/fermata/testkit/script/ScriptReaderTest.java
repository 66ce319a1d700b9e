package io.fermata.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.testkit.chat.Turn.Answer;
import io.fermata.testkit.chat.Turn.Failure;
import io.fermata.testkit.chat.Turn.Finish;
import io.fermata.testkit.chat.Usage;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptReaderTest {

    @Test
    void readsEverythingAReplyCanDo() {
        var script = Script.parse("""
                rules:
                  - match: {user: hi}
                    reply: "Hello"
                    delay: {before: 10, per_chunk: 5}
                    usage: {prompt_tokens: 3, completion_tokens: 4}
                    cut: {bytes: 100}
                    finish: content_filter
                  - error: {status: 429, message: slow down, retry_after: 7}
                """);

        var answer = (Answer) Talk.with(script).user("hi").next();
        assertThat(answer.usage()).isEqualTo(new Usage(3, 4));
        assertThat(answer.finish()).isEqualTo(Finish.CONTENT_FILTER);
        assertThat(answer.delivery().perChunk()).isEqualTo(Duration.ofMillis(5));
        assertThat(Talk.with(script).user("x").next())
                .isEqualTo(new Failure(429, "slow down", Duration.ofSeconds(7), Duration.ZERO));
    }

    @Test
    void jsonIsAScriptToo() {
        var script = Script.parse("{\"rules\":[{\"match\":{\"call\":1},\"reply\":\"first\"},{\"reply\":\"next\"}]}");
        var talk = Talk.with(script).user("a");

        assertThat(talk.text()).isEqualTo("first");
        assertThat(talk.user("b").text()).isEqualTo("next");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedWithItsPlace(String yaml, String message) {
        assertThatThrownBy(() -> Script.parse(yaml))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("rules: []", "at least one rule"),
                Arguments.of("rules: [{match: {user: x}}]", "script.rules[0] answers nothing"),
                Arguments.of("rules: [{replly: x}]", "unknown key 'replly'"),
                Arguments.of("rules: [{reply: x, match: {usr: y}}]", "script.rules[0].match has the unknown key 'usr'"),
                Arguments.of("rules: [{reply: x, match: {user: {regex: '('}}}]", "script.rules[0].match.user.regex"),
                Arguments.of("rules: [{reply: x, match: {last_role: robot}}]", "system, user, assistant or tool"),
                Arguments.of("rules: [{reply: x, times: 0}]", "times must be at least 1"),
                Arguments.of("rules: [{reply: x, times: often}]", "must be a whole number"),
                Arguments.of("rules: [{error: 200}]", "an error status is 400 to 599"),
                Arguments.of("rules: [{tool_calls: [{arguments: {}}]}]", "tool_calls[0] needs the key 'name'"),
                Arguments.of("rules: [{reply: x, finish: soon}]", "finish must be"),
                Arguments.of("rules: {", "not YAML"));
    }
}
