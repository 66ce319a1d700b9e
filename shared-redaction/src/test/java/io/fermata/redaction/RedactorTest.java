package io.fermata.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private final Redactor everything = Redactor.of(EnumSet.allOf(Detector.class));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    grace.hopper+navy@mail.example.co.uk  | [email]
                    4111111111111111                      | [card]
                    4111 1111 1111 1111                   | [card]
                    3782-822463-10005                     | [card]
                    2223003122003222                      | [card]
                    DE89370400440532013000                | [iban]
                    GB82 WEST 1234 5698 7654 32           | [iban]
                    NO9386011117947                       | [iban]
                    +49 170 1234567                       | [phone]
                    +1 (415) 555-2671                     | [phone]
                    (415) 555-2671                        | [phone]
                    415-555-2671                          | [phone]
                    078-05-1120                           | [ssn]
                    203.0.113.254                         | [ip]
                    2001:db8:0:0:0:0:0:1                  | [ip]
                    2001:db8::8a2e:370:7334               | [ip]
                    fk_live_0123456789abcdef              | [redacted]
                    """)
    void findsWhatBelongsToPeople(String found, String mark) {
        assertThat(everything.text(found)).isEqualTo(mark);
        assertThat(everything.text("they wrote \"" + found + "\", twice: " + found + "."))
                .isEqualTo("they wrote \"" + mark + "\", twice: " + mark + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run_019a0b1c2d3e7f4a8b5c6d7e8f900007 took 1234 ms at offset 1763741234567",
                "2026-11-21T16:05:26.123456Z 12:30:45.678 20261121160526",
                "0af7651916cd43dd8448eb211c80319c 4111111111111112 DE89370400440532013001",
                "000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000",
                "999.1.1.1 version 18.4 io.fermata.starter.Foo::bar user@host 1+1 +12 C++",
                "partition 3, 1234567890 rows, 98.7654321 %, $1.000000, #42"
            })
    void leavesEverythingElseAlone(String text) {
        assertThat(everything.text(text)).isEqualTo(text);
    }

    @Test
    void findsANumberBetweenNumbers() {
        assertThat(everything.text("order 1234 4111 1111 1111 1111 12 of 2026"))
                .isEqualTo("order 1234 [card] 12 of 2026");
        assertThat(everything.text("IBAN GB82 WEST 1234 5698 7654 32 EUR 100")).isEqualTo("IBAN [iban] EUR 100");
    }

    @Test
    void looksForWhatItIsToldToOnly() {
        Redactor phones = Redactor.of(List.of(Detector.PHONE));

        assertThat(phones.text("a@b.example, +49 170 1234567")).isEqualTo("a@b.example, [phone]");
    }

    @Test
    void takesRulesOfItsOperator() {
        Redactor badges = Redactor.of(List.of(), Map.of("badge", "\\bB-[0-9]{6}\\b", "nothing", "x*"));

        assertThat(badges.text("B-123456 and B-12")).isEqualTo("[badge] and B-12");
    }

    @Test
    void readsALongHostileTextToItsEnd() {
        String hostile = "4111 ".repeat(2_000) + "a@".repeat(2_000) + "+1 ".repeat(2_000);

        assertThat(everything.text(hostile + "grace@example.com")).doesNotContain("grace");
    }
}
