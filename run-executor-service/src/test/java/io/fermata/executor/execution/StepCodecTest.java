package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.run.StepRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepCodecTest {

    private static final ToolCall CALL = new ToolCall("call_1", "orders.refund", "{\"amount\":42.50,\"note\":\"ß\"}");
    private static final ModelUsage USAGE = new ModelUsage("openai/gpt-4o", 12, 7, new BigDecimal("0.000123"));
    private static final RunError ERROR = new RunError(RunError.Code.MODEL_UNAVAILABLE, "away");

    private final StepCodec codec = new StepCodec();

    static Stream<Step> steps() {
        String nobody = null;
        Instant never = null;
        return Stream.of(
                new Step.Thought("the end", List.of(), USAGE, false),
                new Step.Thought("", List.of(CALL, new ToolCall("call_2", "a.b", "no json")), USAGE, false),
                new Step.Thought("cut o", List.of(), USAGE, true),
                new Step.ToolCalled(CALL, "stp_1", 3),
                new Step.ApprovalRequested(CALL, "apr_1", 3),
                new Step.ApprovalAnswered(CALL, "apr_1", Step.Decision.APPROVED, "user:usr_1", "fine"),
                new Step.ApprovalAnswered(CALL, "apr_1", Step.Decision.EXPIRED, nobody, nobody),
                new Step.OutcomeLost(CALL, "stp_1", 3),
                new Step.OutcomeSettled(CALL, "stp_1", Step.Verdict.NOT_DONE, "user:usr_1", "looked it up"),
                new Step.OutcomeSettled(CALL, "stp_1", Step.Verdict.DONE, "user:usr_1", nobody),
                new Step.AttemptFailed("openai/gpt-4o", ERROR, Instant.parse("2026-01-02T03:04:05.678Z")),
                new Step.AttemptFailed("openai/gpt-4o", ERROR, never),
                new Step.OutputRejected("it is not JSON."),
                new Step.OutputProduced("{\"message\":\"42.50\",\"data\":{\"n\":1e5}}"),
                new Step.RunFailed(ERROR),
                new Step.RunCancelled("enough"),
                new Step.RunCancelled(nobody));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void readsWhatItWrote(Step step) {
        assertThat(throughTheLog(step)).isEqualTo(step);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"paid\":42.50}", "[1e5]", "null", "\"text\"", "1.0"})
    void keepsEveryDigitOfAResult(String result) {
        for (Step.ToolOutcome outcome : Step.ToolOutcome.values()) {
            Step.ToolReturned back = (Step.ToolReturned)
                    throughTheLog(new Step.ToolReturned(CALL, outcome, codec.canonicalArguments(result)));
            assertThat(back.outcome()).isEqualTo(outcome);
            assertThat(back.call().callId()).isEqualTo(CALL.callId());
            assertThat(throughTheLog(back)).isEqualTo(back);
        }
    }

    @Test
    void knowsEveryKindOfStep() {
        Set<Class<?>> covered = steps().map(Object::getClass).collect(Collectors.toSet());
        covered.add(Step.ToolReturned.class);

        assertThat(covered).containsExactlyInAnyOrderElementsOf(Arrays.asList(Step.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ \"a\" : 42.50 }", "{\"n\":1e5}", "{\"n\":12345678901234567890.10}", "{\"b\":1,\"a\":2}"})
    void spellsArgumentsInOneWayHoweverOftenTheyAreRead(String arguments) {
        String once = codec.canonicalArguments(arguments);

        assertThat(codec.canonicalArguments(once)).isEqualTo(once);
        Step.ToolCalled back =
                (Step.ToolCalled) throughTheLog(new Step.ToolCalled(new ToolCall("call_1", "a.b", once), "stp_1", 1));
        assertThat(back.call().argumentsJson()).isEqualTo(once);
        assertThat(back.call().argumentsSha256()).isEqualTo(new ToolCall("", "", once).argumentsSha256());
    }

    @Test
    void keepsTheDigitsOfMoney() {
        assertThat(codec.canonicalArguments("{ \"amount\": 42.50 }")).isEqualTo("{\"amount\":42.50}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{\"a\":", "[1,2]", "\"text\"", "{\"a\":1} trailing", "{\"a\":1,\"a\":2}"})
    void keepsArgumentsThatAreNoObjectAsTheyAre(String arguments) {
        Step step = new Step.ToolCalled(new ToolCall("call_1", "a.b", codec.canonicalArguments(arguments)), "stp_1", 1);

        assertThat(codec.canonicalArguments(arguments)).isEqualTo(arguments);
        assertThat(throughTheLog(step)).isEqualTo(step);
    }

    private Step throughTheLog(Step step) {
        StepCodec.Encoded encoded = codec.encode(step);
        ModelUsage usage = step instanceof Step.Thought thought ? thought.usage() : USAGE;
        return codec.decode(new StepRow(
                "run_1",
                1,
                "stp_1",
                encoded.type(),
                encoded.inputJson(),
                encoded.outputJson(),
                usage.promptTokens(),
                usage.completionTokens(),
                usage.costUsd(),
                0,
                Instant.EPOCH));
    }
}
