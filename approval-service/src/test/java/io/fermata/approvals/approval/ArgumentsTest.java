package io.fermata.approvals.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static final String EMPTY_OBJECT_SHA = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    @Test
    void acceptsAPairThatFits() {
        assertThat(new Arguments("{}", EMPTY_OBJECT_SHA).json()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ }", "{\"amount\":1}", ""})
    void refusesOtherArgumentsUnderTheSameHash(String swapped) {
        assertThatThrownBy(() -> new Arguments(swapped, EMPTY_OBJECT_SHA)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsArgumentsOutOfLogs() {
        assertThat(SampleApprovals.REFUND.toString()).doesNotContain("19.90");
    }
}
