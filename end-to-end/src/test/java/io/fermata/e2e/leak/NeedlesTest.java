package io.fermata.e2e.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeedlesTest {
    private static final String SECRET = "s3cret/+with=signs";

    private final Needles needles = new Needles(Map.of(SECRET, "the secret", "0123456789abcdef", "a key"));

    @Test
    void findsEachTextWhereverItStands() {
        assertThat(needles.in(bytes("at the end " + SECRET))).containsExactly("the secret");
        assertThat(needles.in(bytes(SECRET + "0123456789abcdef."))).containsExactly("a key", "the secret");
    }

    @Test
    void findsNothingInWhatOnlyBeginsLikeIt() {
        assertThat(needles.in(bytes("0123456789abcde"))).isEmpty();
        assertThat(needles.in(bytes("0123456789abcdXf s3cret/+with=sign"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "ke", "key:"})
    void findsWhatIsInsideOfSomethingInBase64(String before) {
        byte[] plain = bytes(before + SECRET + " and more");

        assertThat(needles.in(Base64.getEncoder().encode(plain))).containsExactly("the secret");
        assertThat(needles.in(Base64.getUrlEncoder().encode(plain))).containsExactly("the secret");
    }

    @Test
    void findsWhatIsInHexadecimalDigitsAndInAUrl() {
        assertThat(needles.in(bytes("\\x00" + HexFormat.of().formatHex(bytes(SECRET)))))
                .containsExactly("the secret");
        assertThat(needles.in(bytes("?q=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))))
                .containsExactly("the secret");
    }

    @Test
    void refusesToLookForWhatIsFoundEverywhere() {
        assertThatThrownBy(() -> new Needles(Map.of("abc", "too short"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
