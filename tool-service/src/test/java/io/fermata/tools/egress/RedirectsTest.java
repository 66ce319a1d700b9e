package io.fermata.tools.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedirectsTest {
    private static final List<HeaderField> CREDENTIALS = List.of(new HeaderField("Authorization", "Bearer secret"));

    @Test
    void keepsCredentialsWithinTheOrigin() {
        EgressRequest next = Redirects.follow(request("GET"), answer(302, "/other"));

        assertThat(next.uri()).hasToString("https://shop.example.com/other");
        assertThat(next.headers()).isEqualTo(CREDENTIALS);
    }

    @Test
    void dropsCredentialsAcrossOrigins() {
        assertThat(Redirects.follow(request("GET"), answer(302, "https://evil.example.com/"))
                        .headers())
                .isEmpty();
        assertThat(Redirects.follow(request("GET"), answer(302, "http://shop.example.com/"))
                        .headers())
                .isEmpty();
        assertThat(Redirects.follow(request("GET"), answer(302, "https://shop.example.com:444/"))
                        .headers())
                .isEmpty();
    }

    @Test
    void neverRepeatsAWriteElsewhere() {
        assertThatThrownBy(() -> Redirects.follow(request("POST"), answer(307, "https://evil.example.com/")))
                .isInstanceOf(EgressException.class);
    }

    @Test
    void readsAfterAWriteThatSaysSeeOther() {
        EgressRequest next = Redirects.follow(request("POST"), answer(303, "/result"));

        assertThat(next.method()).isEqualTo("GET");
        assertThat(next.body()).isNull();
    }

    @Test
    void refusesToLeaveTheWeb() {
        assertThatThrownBy(() -> Redirects.follow(request("GET"), answer(302, "file:///etc/passwd")))
                .isInstanceOf(EgressException.class);
    }

    private static EgressRequest request(String method) {
        return new EgressRequest(method, URI.create("https://shop.example.com/orders"), CREDENTIALS, "{}");
    }

    private static EgressResponse answer(int status, String location) {
        return new EgressResponse(status, null, "", null, location);
    }
}
