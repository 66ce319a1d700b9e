package io.fermata.testkit.script;

import io.fermata.testkit.chat.Role;
import io.fermata.testkit.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JacksonException;

/** Reads the file form of a script: the script, its rules and their matches. */
final class ScriptReader {
    private ScriptReader() {}

    static Script readFile(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException failure) {
            throw new ScriptException("the script " + file.toAbsolutePath() + " cannot be read", failure);
        }
    }

    static Script read(String yaml) {
        try {
            return script(new Fields(Json.readYaml(yaml), "script"));
        } catch (JacksonException failure) {
            throw new ScriptException("the script is not YAML: " + failure.getOriginalMessage(), failure);
        }
    }

    private static Script script(Fields fields) {
        fields.allowOnly("name", "description", "api_key", "models", "strict", "rules");
        if (fields.list("rules").isEmpty()) {
            throw new ScriptException("script.rules must hold at least one rule");
        }
        var rules = fields.list("rules").stream().map(ScriptReader::rule).toList();
        return new Script(rules, fields.text("api_key"), fields.texts("models"), fields.flag("strict"));
    }

    private static Rule rule(Fields fields) {
        fields.allowOnly(ReplyReader.withKeys("match", "times", "then"));
        try {
            return new Rule(
                    fields.has("match") ? conditions(fields.child("match")) : List.of(),
                    replies(fields),
                    fields.number("times", Rule.WITHOUT_LIMIT));
        } catch (IllegalArgumentException wrong) {
            throw new ScriptException(fields.place() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static List<Reply> replies(Fields fields) {
        var replies = new ArrayList<Reply>();
        replies.add(ReplyReader.read(fields));
        for (var next : fields.list("then")) {
            next.allowOnly(ReplyReader.withKeys());
            replies.add(ReplyReader.read(next));
        }
        return replies;
    }

    private static List<Condition> conditions(Fields match) {
        match.allowOnly(
                "model",
                "user",
                "system",
                "header",
                "last_role",
                "tool_result",
                "tool_answered",
                "has_tool",
                "call",
                "round");
        var conditions = new ArrayList<Condition>();
        match.node().propertyNames().forEach(key -> conditions.addAll(condition(match, key)));
        return conditions;
    }

    private static List<Condition> condition(Fields match, String key) {
        return switch (key) {
            case "model" -> List.of(Condition.model(modelName(match)));
            case "user" -> List.of(Condition.user(text(match, key)));
            case "system" -> List.of(Condition.system(text(match, key)));
            case "header" -> headers(match.child(key));
            case "last_role" -> List.of(Condition.lastRole(role(match)));
            case "tool_result" -> List.of(Condition.toolResult(text(match, key)));
            case "tool_answered" ->
                List.of(Condition.toolAnswered(match.value(key).asString()));
            case "has_tool" -> List.of(Condition.hasTool(match.value(key).asString()));
            case "call" -> List.of(Condition.call(match.number(key)));
            default -> List.of(Condition.round(match.number(key)));
        };
    }

    private static List<Condition> headers(Fields headers) {
        return headers.node().propertyNames().stream()
                .map(name -> Condition.header(name.toLowerCase(Locale.ROOT), text(headers, name)))
                .toList();
    }

    /** A bare model name is meant exactly: gpt-4o is not gpt-4o-mini. */
    private static TextMatch modelName(Fields match) {
        return match.value("model").isString()
                ? TextMatch.exactly(match.value("model").asString())
                : text(match, "model");
    }

    private static TextMatch text(Fields parent, String key) {
        if (!parent.value(key).isObject()) {
            return TextMatch.contains(parent.value(key).asString());
        }
        var match = parent.child(key);
        match.allowOnly("contains", "equals", "regex");
        var regex = match.text("regex");
        if (regex != null) {
            return regex(match, regex);
        }
        var whole = match.text("equals");
        return whole != null ? TextMatch.exactly(whole) : TextMatch.contains(required(match, "contains"));
    }

    private static TextMatch regex(Fields match, String regex) {
        try {
            return TextMatch.regex(regex);
        } catch (PatternSyntaxException wrong) {
            throw new ScriptException(match.place() + ".regex: " + wrong.getMessage(), wrong);
        }
    }

    private static Role role(Fields match) {
        var name = required(match, "last_role").toUpperCase(Locale.ROOT);
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ScriptException(match.place() + ".last_role must be system, user, assistant or tool"));
    }

    static String required(Fields fields, String key) {
        var value = fields.text(key);
        if (value == null) {
            throw new ScriptException(fields.place() + " needs the key '" + key + "'");
        }
        return value;
    }
}
