package io.fermata.executor.intake;

import io.fermata.executor.execution.Report;
import io.fermata.executor.execution.Report.Line;
import io.fermata.executor.execution.Report.Outcome;
import io.fermata.executor.machine.RunError;
import io.fermata.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an external runner did.
 *
 * @param status {@code success} or {@code failed}
 * @param tokensUsed of all steps together; what the steps name when it is missing
 * @param llmProvider with {@code llm_model}: what the tokens were used on
 * @param actionsTaken what was done outside, by which others are affected
 * @param output an object, only with {@code success}; its {@code message} joins the session
 * @param error only with {@code failed}
 */
record ReportRunRequest(
        @Nullable String status,
        @Nullable List<@Nullable ReportedStep> stepsExecuted,
        @Nullable Long tokensUsed,
        @Nullable String llmProvider,
        @Nullable String llmModel,
        @Nullable List<@Nullable ReportedAction> actionsTaken,
        @Nullable JsonNode output,
        @Nullable ReportedError error) {

    static final String SUCCESS = "success";
    static final String FAILED = "failed";

    private static final int MOST_LINES = 200;
    private static final int MOST_OUTPUT_CHARACTERS = 262_144;
    private static final Pattern PROVIDER = Pattern.compile("[A-Za-z0-9._-]{1,50}");
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@/-]{0,99}");

    /** Why the runner failed, in its own words. */
    record ReportedError(@Nullable String code, @Nullable String message) {

        void check(Complaints complaints) {
            complaints.unless(code == null || Complaints.isName(code), "/error/code", Complaints.NAME);
            complaints.unless(message != null && !message.isBlank(), "/error/message", "message is required.");
            complaints.unless(
                    message == null || message.length() <= Complaints.LONGEST_TEXT,
                    "/error/message",
                    "message must have at most " + Complaints.LONGEST_TEXT + " characters.");
        }

        String text() {
            String said = code == null ? Objects.requireNonNull(message) : code + ": " + message;
            return said.replace("\0", "");
        }
    }

    /** @throws ProblemException 422 with everything that is wrong */
    void requireValid() {
        Complaints complaints = new Complaints();
        complaints.unless(
                SUCCESS.equals(status) || FAILED.equals(status), "/status", "status must be success or failed.");
        checkLines(complaints);
        checkUsage(complaints);
        checkOutcome(complaints);
        complaints.raise();
    }

    private void checkLines(Complaints complaints) {
        complaints.each("/steps_executed", steps(), MOST_LINES, (step, at) -> step.check(at, complaints));
        complaints.each("/actions_taken", actions(), MOST_LINES, (action, at) -> action.check(at, complaints));
    }

    private void checkUsage(Complaints complaints) {
        complaints.amount(tokensUsed, "/tokens_used");
        complaints.unless(
                tokensUsed == null || tokensUsed >= tokensOfSteps(), "/tokens_used", "The steps used more than that.");
        boolean named = tokens() > 0 || llmProvider != null || llmModel != null;
        complaints.unless(
                !named || (llmProvider != null && PROVIDER.matcher(llmProvider).matches()),
                "/llm_provider",
                "llm_provider must match " + PROVIDER + " where tokens were used.");
        complaints.unless(
                !named || (llmModel != null && MODEL.matcher(llmModel).matches()),
                "/llm_model",
                "llm_model must match " + MODEL + " where tokens were used.");
    }

    private void checkOutcome(Complaints complaints) {
        if (output != null && !output.isNull()) {
            complaints.unless(!FAILED.equals(status), "/output", "What failed has no output.");
            complaints.unless(output.isObject(), "/output", "output must be an object.");
            complaints.unless(
                    !output.has("message") || output.get("message").isString(),
                    "/output/message",
                    "message must be a string.");
            complaints.size(output, "/output", MOST_OUTPUT_CHARACTERS);
        }
        if (error != null) {
            complaints.unless(!SUCCESS.equals(status), "/error", "What succeeded has no error.");
            error.check(complaints);
        }
    }

    /** Steps first, then actions: a runner does not say which step took which action. */
    Report toReport() {
        List<Line> lines = new ArrayList<>();
        steps().forEach(step -> lines.add(Objects.requireNonNull(step).line()));
        actions().forEach(action -> lines.add(Objects.requireNonNull(action).line("action_" + (lines.size() + 1))));
        return new Report(lines, llmModel == null ? null : llmProvider + "/" + llmModel, tokens(), outcome());
    }

    private Outcome outcome() {
        if (FAILED.equals(status)) {
            String why = error == null ? "the external runner gave no reason" : error.text();
            return new Outcome.Failed(new RunError(RunError.Code.RUNNER_FAILED, why));
        }
        return output == null || output.isNull()
                ? new Outcome.Succeeded("{}", null)
                : new Outcome.Succeeded(
                        output.toString(),
                        output.has("message") ? output.get("message").stringValue() : null);
    }

    private long tokens() {
        return tokensUsed == null ? tokensOfSteps() : tokensUsed;
    }

    private long tokensOfSteps() {
        return steps().stream()
                .mapToLong(step -> step == null ? 0 : step.tokens())
                .sum();
    }

    private List<@Nullable ReportedStep> steps() {
        return stepsExecuted == null ? List.of() : stepsExecuted;
    }

    private List<@Nullable ReportedAction> actions() {
        return actionsTaken == null ? List.of() : actionsTaken;
    }
}
