package io.fermata.policies.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "＝1+1"})
    void whatASpreadsheetWouldRunBecomesText(String value) {
        assertThat(CsvLine.cell(value)).startsWith("\"'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user:usr_1", "2026-11-21T08:00:00Z", "{\"a\":\"=1\"}"})
    void everythingElseStaysAsItIs(String value) {
        assertThat(CsvLine.cell(value)).isEqualTo('"' + value.replace("\"", "\"\"") + '"');
    }

    @Test
    void aQuotationMarkDoesNotEndACell() {
        assertThat(CsvLine.cell("a\",\"b")).isEqualTo("\"a\"\",\"\"b\"");
    }
}
