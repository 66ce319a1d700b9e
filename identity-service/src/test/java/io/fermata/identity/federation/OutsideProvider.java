package io.fermata.identity.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * An OpenID provider of somebody else, made of a library: it says yes to everybody who comes, and says about them what a
 * test wants.
 */
final class OutsideProvider implements AutoCloseable {
    static final String CLIENT = "fermata-at-outside";
    static final String SECRET = "outside-secret";

    private final RSAKey key = newKey();
    private final Map<String, AuthenticationRequest> asked = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile UnaryOperator<JWTClaimsSet.Builder> saying = UnaryOperator.identity();
    private volatile boolean unsigned;
    private volatile boolean withAnotherKey;

    OutsideProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, 200, metadata()));
        server.createContext("/keys", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What ID tokens say from now on, besides what they have to. */
    OutsideProvider says(UnaryOperator<JWTClaimsSet.Builder> claims) {
        saying = claims;
        return this;
    }

    OutsideProvider says(String subject, String email, boolean verified) {
        return says(claims -> claims.subject(subject).claim("email", email).claim("email_verified", verified));
    }

    OutsideProvider signsNothing() {
        unsigned = true;
        return this;
    }

    OutsideProvider signsWithAKeyItDoesNotPublish() {
        withAnotherKey = true;
        return this;
    }

    private String metadata() {
        OIDCProviderMetadata metadata = new OIDCProviderMetadata(
                new Issuer(issuer()), List.of(SubjectType.PUBLIC), URI.create(issuer() + "/keys"));
        metadata.setAuthorizationEndpointURI(URI.create(issuer() + "/authorize"));
        metadata.setTokenEndpointURI(URI.create(issuer() + "/token"));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
        metadata.applyDefaults();
        return metadata.toJSONObject().toJSONString();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        try {
            AuthenticationRequest request = AuthenticationRequest.parse(exchange.getRequestURI());
            AuthorizationCode code = new AuthorizationCode();
            asked.put(code.getValue(), request);
            URI back = new AuthenticationSuccessResponse(
                            request.getRedirectionURI(), code, null, null, request.getState(), null, null)
                    .toURI();
            exchange.getResponseHeaders().set("Location", back.toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        } catch (ParseException e) {
            json(exchange, 400, "{\"error\":\"" + e.getMessage() + "\"}");
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        try {
            HTTPRequest http = new HTTPRequest(HTTPRequest.Method.POST, URI.create(issuer() + "/token"));
            http.setHeader("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
            http.setHeader("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            http.setBody(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            TokenRequest request = TokenRequest.parse(http);
            AuthorizationCodeGrant grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
            AuthenticationRequest question =
                    asked.remove(grant.getAuthorizationCode().getValue());
            if (question == null) {
                json(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
            boolean theirs = request.getClientAuthentication() instanceof ClientSecretBasic basic
                    && basic.getClientSecret().getValue().equals(SECRET)
                    && CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                            .equals(question.getCodeChallenge());
            if (!theirs) {
                json(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
            Tokens tokens = new OIDCTokens(idToken(question), new BearerAccessToken(), null);
            json(
                    exchange,
                    200,
                    new OIDCTokenResponse((OIDCTokens) tokens).toJSONObject().toJSONString());
        } catch (ParseException | JOSEException e) {
            json(exchange, 400, "{\"error\":\"" + e.getMessage() + "\"}");
        }
    }

    private String idToken(AuthenticationRequest question) throws JOSEException {
        Instant now = Clock.systemUTC().instant();
        JWTClaimsSet claims = saying.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .claim("nonce", question.getNonce().getValue()))
                .build();
        if (unsigned) {
            return new PlainJWT(claims).serialize();
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("outside").build(), claims);
        token.sign(new RSASSASigner(withAnotherKey ? newKey() : key));
        return token.serialize();
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("outside").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
