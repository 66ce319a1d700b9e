package io.fermata.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What attackers do to access tokens, one test each. */
@ServiceTest
class TokenAttacksIT {
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final Api api;
    private String tenant = "";

    TokenAttacksIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @BeforeEach
    void freshTenant() {
        tenant = new Actors(api).newTenantId();
        assertThat(me(TestTokens.token(tenant, "users:read"))).isEqualTo(200);
    }

    @Test
    void refusesAlgorithmNone() throws ParseException {
        assertThat(me(new PlainJWT(good()).serialize())).isEqualTo(401);
        assertThat(me(lied(Map.of("alg", "none", "typ", "at+jwt", "kid", "test-key"))))
                .isEqualTo(401);
    }

    @Test
    void refusesKeyConfusion() throws Exception {
        RSAKey key = JWKSet.load(URI.create(TestTokens.jwksUri()).toURL())
                .getKeyByKeyId("test-key")
                .toRSAKey();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(ACCESS_TOKEN)
                .keyID("test-key")
                .build();
        SignedJWT token = new SignedJWT(header, good());
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));

        assertThat(me(token.serialize())).isEqualTo(401);
    }

    @Test
    void refusesKidInjection() {
        for (String kid : new String[] {"../../dev/null", "' OR 1=1 --", "http://evil.example.com/key", ""}) {
            assertThat(me(lied(Map.of("alg", "RS256", "typ", "at+jwt", "kid", kid))))
                    .isEqualTo(401);
        }
    }

    @Test
    void refusesAKeyThatCameWithTheToken() throws JOSEException, ParseException {
        RSAKey own = new RSAKeyGenerator(2048).keyID("own").generate();

        assertThat(me(signed(header().keyID("own").jwk(own.toPublicJWK()).build(), own)))
                .isEqualTo(401);
        assertThat(me(signed(header().keyID("test-key").jwk(own.toPublicJWK()).build(), own)))
                .isEqualTo(401);
    }

    @Test
    void refusesAKeyFromAnAddressInTheToken() throws JOSEException, ParseException, IOException {
        RSAKey own = new RSAKeyGenerator(2048).keyID("own").generate();
        URI elsewhere = URI.create(TestTokens.jwksUri() + "?elsewhere");

        assertThat(me(signed(header().keyID("own").jwkURL(elsewhere).build(), own)))
                .isEqualTo(401);
        assertThat(me(signed(header().keyID("own").x509CertURL(elsewhere).build(), own)))
                .isEqualTo(401);
    }

    @Test
    void refusesAnotherIssuer() {
        assertThat(me(with(claims -> claims.put("iss", "https://evil.example.com"))))
                .isEqualTo(401);
    }

    @Test
    void refusesAnotherAudience() {
        assertThat(me(with(claims -> claims.put("aud", "somebody-else")))).isEqualTo(401);
    }

    @Test
    void refusesAnotherType() {
        assertThat(me(lied(Map.of("alg", "RS256", "typ", "JWT", "kid", "test-key"))))
                .isEqualTo(401);
        assertThat(me(lied(Map.of("alg", "RS256", "kid", "test-key")))).isEqualTo(401);
    }

    @Test
    void refusesAnExpiredToken() {
        assertThat(me(with(claims -> claims.put("exp", 1_000_000_000L)))).isEqualTo(401);
    }

    @Test
    void refusesATokenWithoutATenant() {
        assertThat(me(with(claims -> claims.remove("tenant")))).isEqualTo(401);
        assertThat(me(with(claims -> claims.put("tenant", "")))).isEqualTo(401);
    }

    private int me(String token) {
        return api.get(token, "/api/v1/me").status();
    }

    private String with(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = new LinkedHashMap<>(TestTokens.claims(tenant, "users:read"));
        change.accept(claims);
        return TestTokens.sign(claims);
    }

    /** Signed by the right key, with a header that says something else. */
    private String lied(Map<String, Object> header) {
        return TestTokens.sign(header, TestTokens.claims(tenant, "users:read"));
    }

    private JWTClaimsSet good() throws ParseException {
        return JWTClaimsSet.parse(TestTokens.claims(tenant, "users:read"));
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(ACCESS_TOKEN);
    }

    private String signed(JWSHeader header, RSAKey key) throws JOSEException, ParseException {
        SignedJWT token = new SignedJWT(header, good());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
