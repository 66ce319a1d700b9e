package io.fermata.starter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl",
                "eyJhbGciOiJSUzI1NiJ9.",
                "fk_local_0123456789abcdef",
                "Bearer abcdef",
                "bearer%20abcdef"
            })
    void blacksOutCredentialsWhereverTheyStand(String credential) {
        assertThat(SafeText.of("/api/v1/notes?q=" + credential + "&x=1"))
                .doesNotContain(credential)
                .contains("[redacted]");
    }

    @Test
    void staysOnOneLine() {
        assertThat(SafeText.of("a\r\nb\u0000c")).isEqualTo("a  b c");
    }

    @Test
    void staysShort() {
        assertThat(SafeText.of("x".repeat(10_000))).hasSize(301).endsWith("…");
    }

    @Test
    void leavesOrdinaryWordsAlone() {
        String words = "agt_019a0b1c2d3e7f4a8b5c6d7e8f900007 by Grace Hopper, Mozilla/5.0 (X11; Linux x86_64)";

        assertThat(SafeText.of(words)).isEqualTo(words);
    }
}
