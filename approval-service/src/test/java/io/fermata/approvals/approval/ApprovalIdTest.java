package io.fermata.approvals.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalIdTest {
    @Test
    void readsAnId() {
        assertThat(ApprovalId.find("apr_019a0b1c2d3e7f4a8b5c6d7e8f900005"))
                .contains(new ApprovalId("apr_019a0b1c2d3e7f4a8b5c6d7e8f900005"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "apr_", "run_1", "apr_1/2", "apr_1'", "apr_\u0000", "APR_1"})
    void findsNothingInATextThatNamesNothing(String text) {
        assertThat(ApprovalId.find(text)).isEmpty();
        assertThatThrownBy(() -> new ApprovalId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
