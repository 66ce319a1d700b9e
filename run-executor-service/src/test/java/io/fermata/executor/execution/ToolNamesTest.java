package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToolNamesTest {

    private final ToolNames names = new ToolNames(List.of("orders.lookup", "orders_lookup", "clock.now"));

    @Test
    void writesDotsAsUnderscores() {
        assertThat(names.wire("clock.now")).isEqualTo("clock_now");
    }

    @Test
    void keepsNamesApartThatWouldFallTogether() {
        assertThat(names.wire("orders.lookup")).isEqualTo("orders_lookup");
        assertThat(names.wire("orders_lookup")).isEqualTo("orders_lookup_");
        assertThat(names.name("orders_lookup")).isEqualTo("orders.lookup");
        assertThat(names.name("orders_lookup_")).isEqualTo("orders_lookup");
    }

    @Test
    void understandsAModelThatAnswersWithTheRealName() {
        assertThat(names.name("clock.now")).isEqualTo("clock.now");
    }

    @Test
    void passesOnANameNobodyKnows() {
        assertThat(names.name("rm_rf")).isEqualTo("rm_rf");
        assertThat(names.wire("gone.tool")).isEqualTo("gone_tool");
    }
}
