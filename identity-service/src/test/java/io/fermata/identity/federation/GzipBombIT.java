package io.fermata.identity.federation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.identity.platform.IdentityProperties;
import io.fermata.starter.testing.GzipBomb;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an outside issuer says of itself, its keys and its tokens is never inflated. */
class GzipBombIT {
    private final OutsideHttp http = new OutsideHttp(new IdentityProperties(
            "local", null, null, Duration.ofDays(30), Duration.ofDays(3), Duration.ofHours(12), List.of(), true));

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, gzip", "deflate"})
    void isNotInflated(String coding) {
        try (GzipBomb bomb = GzipBomb.answering(200, "application/json", coding)) {
            URI issuer = URI.create(bomb.url() + "/.well-known/openid-configuration");

            assertThatThrownBy(() -> http.get(issuer))
                    .isInstanceOf(OutsideFailure.class)
                    .hasMessageContaining("compressed");
            assertThatThrownBy(() -> http.post(issuer, Map.of("code", "1"), "id", "secret"))
                    .isInstanceOf(OutsideFailure.class)
                    .hasMessageContaining("compressed");
        }
    }

    @Test
    void isNotReadWhenItDoesNotSayThatItIsCompressed() {
        try (GzipBomb bomb = GzipBomb.answering(200, "application/json", "identity")) {
            assertThatThrownBy(() -> http.get(URI.create(bomb.url() + "/keys")))
                    .isInstanceOf(OutsideFailure.class)
                    .hasMessageContaining("too large");
        }
    }

    @Test
    void isNotReadAsAnError() {
        try (GzipBomb bomb = GzipBomb.answering(500, "application/json", "gzip")) {
            assertThatThrownBy(() -> http.get(URI.create(bomb.url() + "/keys")))
                    .isInstanceOf(OutsideFailure.class)
                    .hasMessageContaining("500");
        }
    }
}
