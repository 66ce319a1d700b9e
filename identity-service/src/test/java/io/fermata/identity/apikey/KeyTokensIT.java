package io.fermata.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Refusals;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class KeyTokensIT {
    private final Api api;
    private final Refusals refusals;
    private final RecogniseApiKey keys;
    private final KeyTokens tokens;
    private String tenant = "";
    private String admin = "";
    private Api.Answer key;

    KeyTokensIT(@LocalServerPort int port, @Autowired RecogniseApiKey keys, @Autowired KeyTokens tokens) {
        this.api = new Api(port);
        this.refusals = new Refusals(api);
        this.keys = keys;
        this.tokens = tokens;
    }

    @BeforeEach
    void aKey() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
        key = api.post(admin, "/api/v1/api-keys", "{\"name\":\"ci\",\"role\":\"viewer\"}");
    }

    @Test
    void takesTheTokensOfALeakedSecretBackWhenItIsReplaced() {
        String exchanged = api.exchange(key.string("/key"));
        String credentialed = credentials(key).string("/access_token");

        String after = api.exchange(rotate("").string("/key"));

        assertThat(refusals.name(exchanged)).isTrue();
        assertThat(refusals.name(credentialed)).isTrue();
        assertThat(refusals.name(after)).isFalse();
    }

    @Test
    void leavesTheTokensOfASecretThatStillCounts() {
        String first = api.exchange(key.string("/key"));

        Api.Answer second = rotate("{\"overlap_seconds\":3600}");
        assertThat(refusals.name(first)).isFalse();

        String last = api.exchange(second.string("/key"));
        rotate("{\"overlap_seconds\":3600}");
        assertThat(refusals.name(first)).isTrue();
        assertThat(refusals.name(last)).isFalse();
    }

    @Test
    void givesTheOldSecretNoTokenThatOutlivesTheOverlap() {
        Api.Answer rotated = rotate("{\"overlap_seconds\":60}");

        assertThat(credentials(key).json().get("expires_in").asLong()).isBetween(1L, 61L);
        assertThat(credentials(rotated).json().get("expires_in").asLong()).isEqualTo(1800);
    }

    @Test
    void givesNoTokenForASecretThatIsReplacedMeanwhile() {
        RecogniseApiKey.Recognised before = keys.handle(key.string("/key")).orElseThrow();
        assertThat(tokens.note(before, TestTokens.token(tenant, "runs:read"))).isTrue();

        rotate("");

        assertThat(tokens.note(before, TestTokens.token(tenant, "runs:read"))).isFalse();
    }

    private Api.Answer rotate(String body) {
        return api.post(admin, "/api/v1/api-keys/" + key.string("/id") + "/rotate", body);
    }

    private Api.Answer credentials(Api.Answer shown) {
        String pair = shown.string("/id") + ":" + shown.string("/key");
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return api.form("/oauth2/token", "grant_type=client_credentials", "Authorization", "Basic " + basic);
    }
}
