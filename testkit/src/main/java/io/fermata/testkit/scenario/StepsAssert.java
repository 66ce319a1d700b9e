package io.fermata.testkit.scenario;

import io.fermata.testkit.json.Json;
import java.util.Map;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Expectations about the steps of a run. Each finds the first step that fits, after the one found before it, so that a
 * chain of expectations is about order; other steps may lie between.
 */
public final class StepsAssert {
    private final FinishedRun run;
    private int from;
    private @Nullable Step found;

    StepsAssert(FinishedRun run) {
        this.run = run;
    }

    public StepsAssert called(String tool) {
        return find("a call of " + tool, step -> step.is("tool_call", tool));
    }

    public StepsAssert askedApprovalFor(String tool) {
        return find("an approval request for " + tool, step -> step.is("approval_request", tool));
    }

    public StepsAssert wasAnswered(String decision) {
        return find(
                "the approval being " + decision,
                step -> step.type().equals("approval_response")
                        && step.output().path("decision").asString("").equals(decision));
    }

    public StepsAssert gotResultOf(String tool) {
        return find("a result of " + tool, step -> step.is("tool_result", tool));
    }

    public StepsAssert step(String type) {
        return find("a step " + type, step -> step.type().equals(type));
    }

    /** The step found has at least these arguments, with these values. */
    public StepsAssert with(Map<String, ?> arguments) {
        return withArguments(Json.tree(arguments));
    }

    StepsAssert withArguments(JsonNode wanted) {
        var actual = current().arguments();
        for (var field : wanted.properties()) {
            if (!sameValue(actual.path(field.getKey()), field.getValue())) {
                throw failure("step %d: expected the argument %s to be %s, but the arguments were %s"
                        .formatted(current().sequence(), field.getKey(), field.getValue(), actual));
            }
        }
        return this;
    }

    /** The step found says this somewhere in its output. */
    public StepsAssert saying(String part) {
        if (!current().output().toString().contains(part)) {
            throw failure("step %d: expected the output to contain '%s', but it was %s"
                    .formatted(current().sequence(), part, current().output()));
        }
        return this;
    }

    /** Reads better between two steps. */
    public StepsAssert then() {
        return this;
    }

    /** No step of the whole run calls this tool. */
    public StepsAssert neverCalled(String tool) {
        return calledTimes(tool, 0);
    }

    public StepsAssert calledTimes(String tool, int times) {
        long calls =
                run.steps().stream().filter(step -> step.is("tool_call", tool)).count();
        if (calls != times) {
            throw failure("expected %d calls of %s, but counted %d".formatted(times, tool, calls));
        }
        return this;
    }

    /** What the agent answered in the end. */
    public AbstractStringAssert<?> output() {
        return Assertions.assertThat(run.outputText()).as("output of " + run.describe());
    }

    private StepsAssert find(String what, Predicate<Step> wanted) {
        for (int i = from; i < run.steps().size(); i++) {
            if (wanted.test(run.steps().get(i))) {
                found = run.steps().get(i);
                from = i + 1;
                return this;
            }
        }
        var after = found == null ? "" : " after step " + found.sequence();
        throw failure("expected " + what + after + ", but there was none");
    }

    private Step current() {
        if (found == null) {
            throw new IllegalStateException("say which step first, for example called(\"orders.lookup\")");
        }
        return found;
    }

    /** 42.5 and 42.50 are the same amount. */
    private static boolean sameValue(JsonNode actual, JsonNode wanted) {
        return (actual.isNumber() && wanted.isNumber())
                ? actual.decimalValue().compareTo(wanted.decimalValue()) == 0
                : actual.equals(wanted);
    }

    private AssertionError failure(String what) {
        return new AssertionError(what + "\n\n" + run.describe());
    }
}
