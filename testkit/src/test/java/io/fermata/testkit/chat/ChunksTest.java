package io.fermata.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "Hello, world!",
                "{\"order_id\":\"42\"}",
                "naïve 🎼🎼 güle güle",
                "  spaces  ",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void joinedAgainTheyAreTheText(String text) {
        assertThat(String.join("", Chunks.of(text))).isEqualTo(text);
    }

    @Test
    void wordsCarryTheSpaceBeforeThem() {
        assertThat(Chunks.of("I will look it up.")).containsExactly("I", " will", " look", " it", " up", ".");
    }

    @Test
    void neverSplitsACharacterOutsideTheBasicPlane() {
        assertThat(Chunks.of("🎼".repeat(20)))
                .allMatch(chunk -> chunk.codePoints().allMatch(point -> point == 0x1F3BC));
    }
}
