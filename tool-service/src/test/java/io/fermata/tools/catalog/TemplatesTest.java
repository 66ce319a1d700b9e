package io.fermata.tools.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    @Test
    void encodesEachArgumentWhole() {
        UrlTemplate url = new UrlTemplate("https://shop.example.com/orders/{id}/refund?note={note}");

        assertThat(url.variables()).containsExactly("id", "note");
        assertThat(url.expand(name -> name.equals("id") ? "4/2?#" : "a&b=ü ${x}"))
                .isEqualTo("https://shop.example.com/orders/4%2F2%3F%23/refund?note=a%26b%3D%C3%BC%20%24%7Bx%7D");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://{host}/x", "https://shop.{zone}.com/", "{scheme}://shop.example.com/",
                        "https://user@shop.example.com/",
                "ftp://shop.example.com/", "https://shop.example.com/#{x}", "https://shop.example.com:{port}/",
                        "shop.example.com/x"
            })
    void fixesTheOrigin(String url) {
        assertThatThrownBy(() -> new UrlTemplate(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com/{a}",
                "https://shop.example.com/x/.{a}/y",
                "https://shop.example.com/x/{a}{a}",
                "https://shop.example.com/{a}%2E?q=1",
                "https://shop.example.com/%2e{a};v=1/y"
            })
    void knowsWhichVariableMakesADotSegment(String url) {
        assertThat(new UrlTemplate(url).climbing(_ -> ".")).contains("a");
        assertThat(new UrlTemplate(url).climbing(_ -> "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com/x?q={a}",
                "https://shop.example.com/v1.{a}/",
                "https://shop.example.com/..{a}"
            })
    void takesADotForADotElsewhere(String url) {
        assertThat(new UrlTemplate(url).climbing(_ -> ".")).isEmpty();
    }

    @Test
    void namesTheHostSecretsAreBoundTo() {
        assertThat(new UrlTemplate("https://Shop.Example.com/{x}").host()).isEqualTo("shop.example.com");
        assertThat(new UrlTemplate("http://127.0.0.1:8091/{x}").host()).isEqualTo("127.0.0.1:8091");
    }

    @Test
    void putsSecretsIntoHeaders() {
        HeaderTemplate header = new HeaderTemplate("Bearer ${secrets.SHOP_TOKEN}");

        assertThat(header.secrets()).containsExactly("SHOP_TOKEN");
        assertThat(header.expand(_ -> "a$1b")).isEqualTo("Bearer a$1b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${env.HOME}", "${secrets.a-b}", "#{T(java.lang.Runtime)} ${x}", "a\r\nb"})
    void substitutesNothingElse(String header) {
        assertThatThrownBy(() -> new HeaderTemplate(header)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsRedactedPaths() {
        assertThat(new RedactedPath("$.items[*].card").segments()).containsExactly("items", "*", "card");
        assertThatThrownBy(() -> new RedactedPath("card")).isInstanceOf(IllegalArgumentException.class);
    }
}
