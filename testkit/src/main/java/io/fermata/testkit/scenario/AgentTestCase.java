package io.fermata.testkit.scenario;

import io.fermata.testkit.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A test of an agent written as a file: the script of the model, the tools, the agent, the input, what must happen. */
public record AgentTestCase(String name, JsonNode file) {
    private static final Set<String> KEYS = Set.of("name", "script", "tools", "agent", "input", "approvals", "expect");

    public AgentTestCase {
        var unknown = new TreeSet<>(file.propertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("test case " + name + " has the unknown key '" + unknown.first()
                    + "'; it may have " + String.join(", ", new TreeSet<>(KEYS)));
        }
        for (var key : List.of("agent", "input", "expect")) {
            if (!file.has(key)) {
                throw new IllegalArgumentException("test case " + name + " needs the key '" + key + "'");
            }
        }
    }

    public static AgentTestCase parse(String yaml) {
        var file = Json.readYaml(yaml);
        return new AgentTestCase(file.path("name").asString("unnamed"), file);
    }

    public static AgentTestCase load(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException("the test case " + file.toAbsolutePath() + " cannot be read", failure);
        }
    }

    /** Every {@code .yaml} file of a directory, by name: the stuff of a JUnit {@code @TestFactory}. */
    public static List<AgentTestCase> loadAll(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(AgentTestCase::load)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "the test cases in " + directory.toAbsolutePath() + " cannot be read", failure);
        }
    }

    /**
     * Runs the case and asserts what it expects.
     *
     * @param modelUrl of the scripted model the platform talks to
     */
    public FinishedRun runOn(Gateway gateway, String modelUrl) {
        var scenario =
                AgentScenario.on(gateway).agent(AgentSpec.of(file.get("agent"))).deciding(decision());
        if (file.has("script")) {
            scenario.script(modelUrl, Json.text(file.get("script")));
        }
        file.path("tools").forEach(scenario::tool);
        var run = scenario.run(input());
        new Expectation(file.get("expect"), name).check(run);
        return run;
    }

    private JsonNode input() {
        var input = file.get("input");
        return input.isObject() ? input : Json.object().put("message", input.asString());
    }

    private Decision decision() {
        var word = file.path("approvals").asString("leave_open").toUpperCase(Locale.ROOT);
        try {
            return Decision.valueOf(word);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "test case " + name + ": approvals must be approve, reject or leave_open", wrong);
        }
    }
}
