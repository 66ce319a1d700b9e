package io.fermata.starter.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fermata.contracts.Problems;
import io.fermata.starter.json.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class BodyFailuresTest {
    private static final Json JSON = Json.standard();

    record Guardrails(int maxSteps, long timeoutSeconds) {}

    record Config(List<Guardrails> guardrails) {}

    @ParameterizedTest
    @CsvSource({
        "max_steps, 99999999999",
        "max_steps, -99999999999",
        "timeout_seconds, 99999999999999999999",
        "max_steps, 1.5",
        "max_steps, true",
        "max_steps, []"
    })
    void namesThePlaceOfANumberThatDoesNotFit(String property, String value) {
        String body = "{\"guardrails\":[{\"max_steps\":1,\"timeout_seconds\":1},{\"" + property + "\":" + value + "}]}";

        JacksonException failure = catchThrowableOfType(JacksonException.class, () -> JSON.read(body, Config.class));
        ProblemException problem = BodyFailures.translate(failure);

        assertThat(problem.type()).isEqualTo(Problems.VALIDATION);
        assertThat(problem.errors()).extracting(FieldProblem::pointer).containsExactly("/guardrails/1/" + property);
    }
}
