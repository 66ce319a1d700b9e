package io.fermata.testkit.script;

import io.fermata.testkit.chat.Delivery.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes a script in Java. Rules are asked in the order in which they are written. */
public final class ScriptBuilder {
    private final List<Rule> rules = new ArrayList<>();
    private @Nullable String apiKey;
    private List<String> models = List.of();
    private boolean strict;

    ScriptBuilder() {}

    public RuleBuilder when(UnaryOperator<MatchBuilder> match) {
        return new RuleBuilder(match.apply(new MatchBuilder()).conditions());
    }

    /** A rule for every request no earlier rule has answered. */
    public RuleBuilder otherwise() {
        return new RuleBuilder(List.of());
    }

    /** Requests must carry this key, or are refused as the provider refuses them. */
    public ScriptBuilder demandingKey(String key) {
        apiKey = key;
        return this;
    }

    public ScriptBuilder offering(String... names) {
        models = List.of(names);
        return this;
    }

    /** A request no rule matches is an error, so that a gap in the script is seen. */
    public ScriptBuilder strict() {
        strict = true;
        return this;
    }

    public Script build() {
        return new Script(rules, apiKey, models, strict);
    }

    /** One rule; {@link #then} adds what it answers the next time within the same conversation. */
    public final class RuleBuilder {
        private final List<Condition> conditions;
        private final List<Reply> replies = new ArrayList<>();
        private ReplyBuilder current = new ReplyBuilder();
        private int times = Rule.WITHOUT_LIMIT;

        private RuleBuilder(List<Condition> conditions) {
            this.conditions = conditions;
        }

        public RuleBuilder replies(String text) {
            return with(reply -> reply.text(text));
        }

        public RuleBuilder calls(String tool, Map<String, ?> arguments) {
            return with(reply -> reply.call(tool, arguments));
        }

        public RuleBuilder answersJson(Object document) {
            return with(reply -> reply.json(document));
        }

        public RuleBuilder fails(int status) {
            return with(reply -> reply.fail(status, null, null));
        }

        public RuleBuilder fails(int status, Duration retryAfter) {
            return with(reply -> reply.fail(status, null, retryAfter));
        }

        public RuleBuilder delayed(Duration wait) {
            return with(reply -> reply.delay(wait));
        }

        public RuleBuilder perChunk(Duration wait) {
            return with(reply -> reply.perChunk(wait));
        }

        public RuleBuilder cutAfterChunks(int chunks) {
            return with(reply -> reply.cut(chunks, Unit.CHUNKS));
        }

        public RuleBuilder truncatedAt(int characters) {
            return with(reply -> reply.truncateAt(characters));
        }

        /** Everything else a reply can do. */
        public RuleBuilder with(UnaryOperator<ReplyBuilder> change) {
            current = change.apply(current);
            return this;
        }

        /** What the rule answers the next time. */
        public RuleBuilder then() {
            replies.add(current.build());
            current = new ReplyBuilder();
            return this;
        }

        /** Answers at most so often within one conversation, then lets later rules answer. */
        public RuleBuilder times(int limit) {
            times = limit;
            return this;
        }

        public RuleBuilder when(UnaryOperator<MatchBuilder> match) {
            return done().when(match);
        }

        public RuleBuilder otherwise() {
            return done().otherwise();
        }

        public Script build() {
            return done().build();
        }

        /** Ends the rule; for the settings of the whole script. */
        public ScriptBuilder done() {
            replies.add(current.build());
            rules.add(new Rule(conditions, replies, times));
            return ScriptBuilder.this;
        }
    }
}
