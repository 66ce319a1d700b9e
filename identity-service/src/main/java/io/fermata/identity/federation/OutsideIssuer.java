package io.fermata.identity.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.fermata.starter.json.Json;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The other side of OpenID Connect: what an outside issuer says about itself, and about a person. */
@Component
class OutsideIssuer {
    /** Signatures with a key of the issuer's; nothing that a shared secret could make. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private final OutsideHttp http;
    private final Json json;

    OutsideIssuer(OutsideHttp http, Json json) {
        this.http = http;
        this.json = json;
    }

    record Metadata(URI authorizationEndpoint, URI tokenEndpoint, URI keySet) {}

    /** @param verified whether the issuer has made sure that the address is the person's */
    record Vouched(String subject, String email, boolean verified, String name) {}

    record Question(IdentityProvider provider, String clientSecret, String redirect, String verifier, String nonce) {
        @Override
        public String toString() {
            return "Question[" + provider.id() + "]";
        }
    }

    Metadata describe(String issuer) {
        JsonNode said = read(http.get(URI.create(issuer + "/.well-known/openid-configuration")));
        if (!issuer.equals(said.path("issuer").asString(""))) {
            throw new OutsideFailure("the issuer says it is another one");
        }
        return new Metadata(
                address(said, "authorization_endpoint"), address(said, "token_endpoint"), address(said, "jwks_uri"));
    }

    Vouched redeem(String code, Question question) {
        Metadata metadata = describe(question.provider().issuer());
        JsonNode answer = read(http.post(
                metadata.tokenEndpoint(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        question.redirect(),
                        "code_verifier",
                        question.verifier()),
                question.provider().clientId(),
                question.clientSecret()));
        JWTClaimsSet claims = verified(answer.path("id_token").asString(""), question, metadata);
        try {
            return new Vouched(
                    claims.getSubject(),
                    text(claims.getStringClaim("email")),
                    Boolean.TRUE.equals(claims.getBooleanClaim("email_verified")),
                    text(claims.getStringClaim("name")));
        } catch (ParseException _) {
            throw new OutsideFailure("the ID token's claims are not what they should be");
        }
    }

    private JWTClaimsSet verified(String token, Question question, Metadata metadata) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        JWTClaimsSet exactly = new JWTClaimsSet.Builder()
                .issuer(question.provider().issuer())
                .claim("nonce", question.nonce())
                .build();
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(question.provider().clientId(), exactly, Set.of("sub", "exp", "iat")));
        try {
            JWKSet keys = JWKSet.parse(http.get(metadata.keySet()));
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
            JWTClaimsSet claims = processor.process(SignedJWT.parse(token), null);
            String party = claims.getStringClaim("azp");
            if (party != null && !party.equals(question.provider().clientId())) {
                throw new OutsideFailure("the ID token is for another application");
            }
            return claims;
        } catch (ParseException | BadJOSEException | JOSEException _) {
            // What they say may quote the token.
            throw new OutsideFailure("the ID token proves nothing");
        }
    }

    private static String text(@Nullable String claim) {
        return claim == null ? "" : claim;
    }

    private URI address(JsonNode said, String name) {
        try {
            URI address = URI.create(said.path(name).asString(""));
            if (http.allows(address)) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            throw new OutsideFailure("the issuer's " + name + " is no address");
        }
        throw new OutsideFailure("the issuer's " + name + " may not be called");
    }

    private JsonNode read(String text) {
        try {
            return json.readTolerant(text, JsonNode.class);
        } catch (JacksonException _) {
            throw new OutsideFailure("the issuer's answer cannot be read");
        }
    }
}
