package io.fermata.testkit.script;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The script of the local default: the story of a refund, and the loop that benchmarks run. */
final class BuiltInScript {
    private static final Pattern LOOP = Pattern.compile("bench-loop-(\\d{1,4})");

    private BuiltInScript() {}

    static Script refundStory() {
        var story = ScriptReader.read(resource("refund-story.yaml"));
        var rules = new ArrayList<>(loop());
        rules.addAll(story.rules());
        return new Script(rules, story.apiKey(), story.models(), story.strict());
    }

    /** The model {@code bench-loop-N} calls bench.echo N times, one call a round, and then answers, all at once. */
    private static List<Rule> loop() {
        Condition unfinished = (request, _) -> request.round() <= rounds(request);
        Condition finished = (request, _) -> rounds(request) > 0;
        var call = new ReplyBuilder().call("bench.echo", Json.tree(Map.of("round", "{{round}}")));
        var answer = new ReplyBuilder().text("The loop of {{model}} is complete.");
        return List.of(
                new Rule(List.of(unfinished), List.of(call.build()), Rule.WITHOUT_LIMIT),
                new Rule(List.of(finished), List.of(answer.build()), Rule.WITHOUT_LIMIT));
    }

    private static int rounds(ChatRequest request) {
        var loop = LOOP.matcher(request.model());
        return loop.matches() ? Integer.parseInt(loop.group(1)) : 0;
    }

    private static String resource(String name) {
        try (InputStream stream = BuiltInScript.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
