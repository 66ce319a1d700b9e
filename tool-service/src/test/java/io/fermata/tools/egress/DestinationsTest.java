package io.fermata.tools.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com",
                "jar:http://example.com!/",
                "//example.com",
                "/relative",
                "http://user@example.com/",
                "http://user:pw@example.com/",
                "http:///path",
                "http://",
                "not a url",
                "http://example.com:99999/",
                "http://[fe80::1%25eth0]/",
                "http://exa mple.com/",
                "http://example.com\r\nX: y/"
            })
    void refusesWhatIsNotAPlainWebAddress(String url) {
        assertThatThrownBy(() -> Destinations.parse(url))
                .isInstanceOfSatisfying(
                        EgressException.class, e -> assertThat(e.reason()).isEqualTo(EgressException.Reason.DENIED));
    }

    @Test
    void acceptsHttpAndHttps() {
        assertThat(Destinations.parse("https://example.com/a?b=c").getHost()).isEqualTo("example.com");
        assertThat(Destinations.parse("HTTP://example.com:8080").getPort()).isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\nb", "a\0b", "ü"})
    void refusesHeaderValuesThatCouldSmuggle(String value) {
        assertThatThrownBy(() -> new HeaderField("X-Test", value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HeaderField(value, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
