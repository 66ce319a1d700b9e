package io.fermata.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class SecurityHeadersFilterTest {
    private static final String STRICT_TRANSPORT_SECURITY = "Strict-Transport-Security";

    @Test
    void speaksOfTlsOnlyWhereThereIsTls() {
        assertThat(answer("http://edge.test/api/v1/runs", false).containsHeader(STRICT_TRANSPORT_SECURITY))
                .isFalse();
        assertThat(answer("https://edge.test/api/v1/runs", false).getFirst(STRICT_TRANSPORT_SECURITY))
                .isEqualTo("max-age=31536000");
    }

    @Test
    void believesTheOperatorWhoSaysThatSomethingInFrontEndsTls() {
        assertThat(answer("http://edge.test/api/v1/runs", true).getFirst(STRICT_TRANSPORT_SECURITY))
                .isEqualTo("max-age=31536000");
    }

    @Test
    void leavesWhatIsSaidAlready() {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/login"));

        new SecurityHeadersFilter(false)
                .filter(exchange, asked -> {
                    asked.getResponse().getHeaders().set("Content-Security-Policy", "sandbox");
                    return asked.getResponse().setComplete();
                })
                .block();

        assertThat(exchange.getResponse().getHeaders().getOrEmpty("Content-Security-Policy"))
                .containsExactly("sandbox");
    }

    private static HttpHeaders answer(String url, boolean httpsOnly) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(url));
        new SecurityHeadersFilter(httpsOnly)
                .filter(exchange, asked -> asked.getResponse().setComplete())
                .block();
        return exchange.getResponse().getHeaders();
    }
}
