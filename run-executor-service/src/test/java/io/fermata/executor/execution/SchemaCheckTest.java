package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SchemaCheckTest {

    @Test
    void findsNothingToSayAboutWhatFits() {
        assertThat(complaint("{\"type\":\"integer\"}", "42")).isEmpty();
    }

    /** With backtracking this would take longer than the universe is old. */
    @Test
    @Timeout(60)
    void doesNotHangOnAPatternThatIsMadeToBeSlow() {
        String answer = "\"" + "a".repeat(200) + "!\"";

        assertThat(complaint("{\"pattern\":\"^(a+)+$\"}", answer)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pattern\":\"(?=a)b\"}",
                "{\"$ref\":\"http://127.0.0.1:1/schema\"}",
                "{\"$ref\":\"classpath:application.yml\"}"
            })
    void complainsAboutASchemaThatCannotBeApplied(String schema) {
        assertThat(complaint(schema, "\"b\"")).isPresent();
    }

    @Test
    void complainsAboutWhatASchemaThatRefersToItselfFindsBelow() {
        String schema = "{\"type\":\"object\",\"properties\":{\"next\":{\"$dynamicRef\":\"#\"}}}";

        assertThat(complaint(schema, "{\"next\":{\"next\":1}}"))
                .hasValueSatisfying(said -> assertThat(said).startsWith("/next/next "));
    }

    private static Optional<String> complaint(String schema, String answer) {
        return new SchemaCheck(JsonMapper.builder().build(), schema)
                .check(answer)
                .complaint();
    }
}
