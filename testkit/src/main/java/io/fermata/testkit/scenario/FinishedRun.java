package io.fermata.testkit.scenario;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/** A run that has ended, or waits for somebody. */
public record FinishedRun(JsonNode json, List<Step> steps) {
    public String id() {
        return json.path("id").asString("");
    }

    public String status() {
        return json.path("status").asString("");
    }

    /** What the agent answered: the message, or the whole output when it is not a message. */
    public String outputText() {
        var output = json.path("output");
        return output.path("message").isString() ? output.path("message").asString() : output.toString();
    }

    /** Asserts on the steps in their order. A failure prints the log of the run. */
    public FinishedRun expect(Consumer<StepsAssert> expectation) {
        expectation.accept(new StepsAssert(this));
        return this;
    }

    public FinishedRun expectStatus(String wanted) {
        Assertions.assertThat(status()).as(describe()).isEqualTo(wanted);
        return this;
    }

    public AbstractStringAssert<?> output() {
        return Assertions.assertThat(outputText()).as("output of " + describe());
    }

    /** The run and its steps in a form that explains a failure. */
    public String describe() {
        var error = json.path("error").isObject() ? ", error " + json.path("error") : "";
        var head = "run %s: %s, %d tokens, $%s%s"
                .formatted(
                        id(),
                        status(),
                        json.path("total_tokens").asLong(),
                        json.path("cost_usd").asString("0"),
                        error);
        return steps.stream().map(Step::line).collect(Collectors.joining("\n", head + "\n", "\n"));
    }
}
