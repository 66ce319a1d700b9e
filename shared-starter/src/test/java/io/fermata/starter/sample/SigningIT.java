package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.sample.Api.Answer;
import io.fermata.starter.security.TokenClaims;
import io.fermata.starter.security.TokenSigner;
import io.fermata.starter.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest(properties = {"spring.application.name=sample", "fermata.signing.issuer=http://sample"})
class SigningIT {
    @LocalServerPort
    int port;

    @Autowired
    TokenSigner signer;

    @Test
    void signsTokensWhosePublicKeyEverybodyCanRead() {
        String token = signer.sign(TokenClaims.between(
                "sample", "tool-service", new TenantId("signing"), Set.of("runs:read"), Duration.ofMinutes(5)));
        Api api = new Api(port, "signing");

        Answer keys = api.send(api.anonymous("/oauth2/jwks").GET());

        JsonNode header = part(token, 0);
        assertThat(header.at("/alg").asString()).isEqualTo("RS256");
        assertThat(header.at("/typ").asString()).isEqualTo("at+jwt");
        assertThat(keys.json().at("/keys/0/kid").asString())
                .isEqualTo(header.at("/kid").asString());
        assertThat(keys.json().at("/keys/0/d").isMissingNode()).isTrue();
        assertThat(keys.header("Cache-Control").orElseThrow()).contains("max-age=60");
    }

    @Test
    void saysWhoTheTokenSpeaksFor() {
        String token = signer.sign(new TokenClaims(
                "key:key_1", new TenantId("signing"), Set.of("runs:read"), List.of("viewer"), Duration.ofMinutes(5)));

        JsonNode claims = part(token, 1);

        assertThat(claims.at("/iss").asString()).isEqualTo("http://sample");
        assertThat(claims.at("/aud").asString()).isEqualTo("fermata");
        assertThat(claims.at("/tenant").asString()).isEqualTo("signing");
        assertThat(claims.at("/scope").asString()).isEqualTo("runs:read");
        assertThat(claims.at("/roles/0").asString()).isEqualTo("viewer");
        assertThat(claims.at("/exp").asLong() - claims.at("/iat").asLong()).isEqualTo(300);
    }

    @Test
    void namesTheServiceThatAServicesTokenIsFor() {
        String token = signer.sign(TokenClaims.between(
                "sample", "tool-service", new TenantId("signing"), Set.of("tools:read"), Duration.ofMinutes(5)));

        JsonNode claims = part(token, 1);

        assertThat(claims.at("/sub").asString()).isEqualTo("service:sample");
        assertThat(claims.at("/aud").asString()).isEqualTo("tool-service");
    }

    private static JsonNode part(String token, int index) {
        byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
        return JsonMapper.builder().build().readTree(new String(json, StandardCharsets.UTF_8));
    }
}
