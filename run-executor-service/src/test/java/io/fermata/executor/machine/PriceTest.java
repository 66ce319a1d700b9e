package io.fermata.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceTest {

    private final Price price = new Price(new BigDecimal("0.15"), new BigDecimal("0.60"));

    @Test
    void billsBothDirectionsWithSixDecimals() {
        assertThat(price.of(1_000_000, 1_000_000)).isEqualTo(new BigDecimal("0.750000"));
        assertThat(price.of(1_000, 500)).isEqualTo(new BigDecimal("0.000450"));
    }

    @Test
    void roundsTheSumAndNotItsParts() {
        assertThat(price.of(3, 0)).isEqualTo(new BigDecimal("0.000000"));
        assertThat(price.of(2, 1)).isEqualTo(new BigDecimal("0.000001"));
    }

    @Test
    void roundsUpWhereItGuardsABudget() {
        assertThat(price.ofPrompt(1)).isEqualTo(new BigDecimal("0.000001"));
        assertThat(price.ofPrompt(0)).isEqualByComparingTo("0");
    }

    @Test
    void costsNothingWhereNobodyBills() {
        assertThat(Price.FREE.of(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualByComparingTo("0");
    }
}
