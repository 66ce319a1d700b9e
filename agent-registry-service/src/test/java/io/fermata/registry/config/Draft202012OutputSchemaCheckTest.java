package io.fermata.registry.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.json.JsonMappers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Draft202012OutputSchemaCheckTest {
    private final OutputSchemaCheck check = new Draft202012OutputSchemaCheck(JsonMappers.strict());

    @Test
    void aSchemaWithPropertiesIsFine() {
        Map<String, Object> schema = Map.of("type", "object", "properties", Map.of("total", Map.of("type", "number")));

        assertThat(check.flaws(Map.copyOf(schema))).isEmpty();
    }

    @Test
    void aFlawIsReportedWhereItIs() {
        Map<String, Object> schema =
                Map.of("properties", Map.of("a/b", Map.of("type", "elephant")), "required", List.of(1));

        assertThat(check.flaws(Map.copyOf(schema)))
                .extracting(OutputSchemaCheck.Flaw::pointer)
                .contains("/properties/a~1b/type", "/required/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)b", "a++", "("})
    void aPatternThatARunCouldNotApplyIsAFlaw(String pattern) {
        assertThat(check.flaws(Map.of("pattern", pattern))).hasSize(1);
    }
}
