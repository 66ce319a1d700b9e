package io.fermata.testkit.script;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ordered rules; the first that matches answers. Immutable: what a conversation has used up is kept by the player.
 *
 * @param apiKey the key requests must carry; null lets everybody in
 * @param models what {@code GET /v1/models} lists
 * @param strict whether a request no rule matches is an error rather than echoed
 */
public record Script(List<Rule> rules, @Nullable String apiKey, List<String> models, boolean strict) {
    public Script {
        rules = List.copyOf(rules);
        models = List.copyOf(models);
    }

    /** Starts a script with its first rule. */
    public static ScriptBuilder.RuleBuilder when(UnaryOperator<MatchBuilder> match) {
        return new ScriptBuilder().when(match);
    }

    /** Starts a script with a rule for every request. */
    public static ScriptBuilder.RuleBuilder always() {
        return new ScriptBuilder().otherwise();
    }

    /**
     * Reads the file form of a script.
     *
     * @throws ScriptException naming the rule and the key that is wrong
     */
    public static Script parse(String yaml) {
        return ScriptReader.read(yaml);
    }

    /** {@code default} is the built-in story of a refund; anything else is a YAML or JSON file. */
    public static Script load(String fileOrDefault) {
        return fileOrDefault.equals("default")
                ? BuiltInScript.refundStory()
                : ScriptReader.readFile(Path.of(fileOrDefault));
    }

    public static Script builtIn() {
        return BuiltInScript.refundStory();
    }
}
