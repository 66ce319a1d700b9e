package io.fermata.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.testkit.chat.Turn;
import io.fermata.testkit.scenario.AgentTestCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README says nothing that is not so. */
class ReadmeTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\n(rules:.*?)```\n```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TEST_CASE = Pattern.compile("```yaml\n(name:.*?)```", Pattern.DOTALL);
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final String readme = read("README.md");

    @Test
    void everyScriptAnswersAsItIsSaidTo() {
        var examples = EXAMPLE.matcher(readme).results().toList();

        assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
        examples.forEach(example ->
                play(Script.parse(example.group(1)), example.group(2).lines().toList()));
    }

    @Test
    void theTestCaseCanBeReadAndItsScriptToo() {
        var text = TEST_CASE.matcher(readme).results().findFirst().orElseThrow().group(1);
        var test = AgentTestCase.parse(text);

        assertThat(Script.parse(test.file().get("script").toString()).rules()).hasSize(1);
    }

    @Test
    void theJavaIsThatOfATestThatPasses() {
        var code = JAVA.matcher(readme).results().findFirst().orElseThrow().group(1);

        assertThat(squeezed(read("src/test/java/io/fermata/testkit/scenario/ReadmeScenarioTest.java")))
                .contains(squeezed(code));
    }

    @Test
    void everyKeyOfTheFormatIsExplained() {
        assertThat(List.of(ReplyReader.withKeys("times", "then")))
                .allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
    }

    private static void play(Script script, List<String> transcript) {
        var talk = Talk.with(script);
        for (var line : transcript) {
            var said = line.substring(line.indexOf(' ') + 1);
            switch (line.substring(0, line.indexOf(':'))) {
                case "user" -> talk.user(said);
                case "tool" -> talk.result(said);
                default -> assertThat(written(talk.next())).isEqualTo(said);
            }
        }
    }

    private static String written(Turn turn) {
        return switch (turn) {
            case Turn.Failure failure -> "error " + failure.status();
            case Turn.Answer answer ->
                answer.calls().isEmpty()
                        ? answer.text()
                        : answer.calls().stream()
                                .map(call -> call.name() + " " + call.arguments())
                                .collect(Collectors.joining(", "));
        };
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s", "");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
