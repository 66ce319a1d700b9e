package io.fermata.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class GuardrailsTest {

    private static final ToolDefinition REFUND =
            new ToolDefinition("orders.refund", 1, "", "{}", false, "high", "write", true);
    private static final ToolDefinition BARE =
            new ToolDefinition("orders.refund", 1, "", "{}", false, "high", null, true);

    private final Guardrails guardrails =
            PlanBuilder.plan().maxCostUsd("1.000000").build().guardrails();

    @Test
    void meansAToolByItsNameItsCategoryOrItsClass() {
        assertThat(REFUND.isNamedBy("orders.refund")).isTrue();
        assertThat(REFUND.isNamedBy("write")).isTrue();
        assertThat(REFUND.isNamedBy("write_operations")).isTrue();
        assertThat(REFUND.isNamedBy("read_operations")).isFalse();
        assertThat(REFUND.isNamedBy("orders")).isFalse();
    }

    @Test
    void meansAToolWithoutCategoryByItsNameAlone() {
        assertThat(BARE.isNamedBy("orders.refund")).isTrue();
        assertThat(BARE.isNamedBy("write_operations")).isFalse();
    }

    @Test
    void affordsWhatIsWantedWhenTheModelIsFree() {
        assertThat(affordable("1.000000", Price.FREE, 1_000_000, 4_096)).isEqualTo(4_096);
    }

    @Test
    void affordsWhatThePromptLeaves() {
        Price price = new Price(new BigDecimal("100"), new BigDecimal("1000"));

        assertThat(affordable("0.500000", price, 1_000, 4_096)).isEqualTo(400);
    }

    @Test
    void affordsNothingBeyondTheBudget() {
        Price price = new Price(new BigDecimal("100"), BigDecimal.ZERO);

        assertThat(affordable("1.000000", price, 1, 4_096)).isZero();
        assertThat(affordable("1.000001", Price.FREE, 0, 4_096)).isZero();
    }

    @Test
    void affordsTheLastCentAndNoFractionOfAToken() {
        Price price = new Price(BigDecimal.ZERO, new BigDecimal("3"));

        assertThat(affordable("0.999990", price, 0, 4_096)).isEqualTo(3);
        assertThat(price.of(0, 3)).isEqualByComparingTo("0.000009");
    }

    private int affordable(String spent, Price price, long promptTokens, int wanted) {
        return guardrails.affordableTokens(new BigDecimal(spent), price, promptTokens, wanted);
    }
}
