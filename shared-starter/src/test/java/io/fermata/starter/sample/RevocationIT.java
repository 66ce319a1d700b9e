package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nobody stands before the service here: what the gateway would refuse, it refuses by itself. */
@ServiceTest(properties = {"spring.application.name=sample", "fermata.revocation-interval=100ms"})
class RevocationIT {
    @LocalServerPort
    int port;

    @Test
    void refusesARevokedTokenThatItHasLetInBefore() {
        Map<String, Object> claims = TestTokens.claims("revocation", "agents:read");
        String token = TestTokens.sign(claims);
        String other = TestTokens.token("revocation", "agents:read");
        assertThat(status(token)).isEqualTo(200);

        TestTokens.revoke("token:" + claims.get("jti"));

        await().until(() -> status(token) == 401);
        assertThat(status(other)).isEqualTo(200);
    }

    @Test
    void refusesEverybodyOfASuspendedTenant() {
        String token = TestTokens.token("suspended", "agents:read");
        assertThat(status(token)).isEqualTo(200);

        TestTokens.revoke("tenant:suspended");

        await().until(() -> status(token) == 401);
        assertThat(status(TestTokens.token("suspended", "agents:read"))).isEqualTo(401);
    }

    private int status(String token) {
        Api api = new Api(port, "revocation");
        return api.send(api.anonymous("/api/v1/notes")
                        .header("Authorization", "Bearer " + token)
                        .GET())
                .status();
    }
}
