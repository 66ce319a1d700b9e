package io.fermata.tools.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalculatorTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            1 + 2 * 3,            7
            (1 + 2) * 3,          9
            10 - 4 - 3,           3
            2 ^ 3 ^ 2,            512
            -2 ^ 2,               -4
            2 ^ -2,               0.25
            -(-3),                3
            0.1 + 0.2,            0.3
            1e3 / 4,              250
            7 % 4,                3
            .5 * 4.,              2
            (19.99 * 3) / 1.2,    49.975
            1 / 3,                0.3333333333333333333333333333333333
            """)
    void worksOut(String expression, String result) {
        assertThat(Calculator.evaluate(expression)).isEqualByComparingTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 +",
                "* 2",
                "(1",
                "1)",
                "1 2",
                "2 ^ 0.5",
                "2 ^ 1000",
                "1 / 0",
                "1 % (2 - 2)",
                "abc",
                "e5",
                "1e",
                "T(java.lang.Runtime)",
                "1e999 * 1e999",
                "0 ^ -1"
            })
    void refuses(String expression) {
        assertThatThrownBy(() -> Calculator.evaluate(expression)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesNestingThatWouldExhaustTheStack() {
        String deep = "(".repeat(5000) + "1" + ")".repeat(5000);

        assertThatThrownBy(() -> Calculator.evaluate(deep)).hasMessageContaining("nested too deeply");
    }

    @Test
    void saysWhereItStoppedUnderstanding() {
        assertThatThrownBy(() -> Calculator.evaluate("12 + x")).hasMessage("did not expect 'x' at position 6");
    }
}
