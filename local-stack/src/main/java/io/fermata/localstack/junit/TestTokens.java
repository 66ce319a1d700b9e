package io.fermata.localstack.junit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** An issuer inside the test JVM: signs any token a test wants and serves its key set where services fetch it. */
public final class TestTokens {
    private static final String KEY_ID = "test-key";
    private static final long LIFETIME_SECONDS = 1800;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final AtomicLong TOKENS = new AtomicLong();
    private static final Set<String> REVOKED = ConcurrentHashMap.newKeySet();
    private static final KeyPair KEYS = newKeys();
    private static final HttpServer SERVER = serve();

    private TestTokens() {}

    /** What the tokens say in {@code iss}. */
    public static String issuer() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort();
    }

    public static String jwksUri() {
        return issuer() + "/oauth2/jwks";
    }

    public static String revocationsUri() {
        return issuer() + "/internal/v1/revocations";
    }

    /** Takes back what was signed, as identity-service would list it: {@code token:<jti>}, {@code tenant:<tenant>} … */
    public static void revoke(String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            REVOKED.add(HexFormat.of().formatHex(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /** A token as identity-service would issue it to a person of the tenant who has these permissions. */
    public static String token(String tenant, String... scopes) {
        return sign(claims(tenant, scopes));
    }

    /** The claims of {@link #token}, to be changed before {@link #sign}. */
    public static Map<String, Object> claims(String tenant, String... scopes) {
        Instant now = Clock.systemUTC().instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer());
        claims.put("sub", "user:usr_test");
        claims.put("aud", "fermata");
        claims.put("tenant", tenant);
        claims.put("scope", String.join(" ", scopes));
        claims.put("roles", List.of());
        claims.put("jti", "tok_" + TOKENS.incrementAndGet());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + LIFETIME_SECONDS);
        return claims;
    }

    public static String sign(Map<String, Object> claims) {
        return sign(Map.of("alg", "RS256", "typ", "at+jwt", "kid", KEY_ID), claims);
    }

    /** Signs with RS256 whatever the header says, so that tests can lie in the header too. */
    public static String sign(Map<String, Object> header, Map<String, Object> claims) {
        String content = part(header) + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign the test token", e);
        }
    }

    private static String part(Map<String, Object> content) {
        return BASE64.encodeToString(JSON.writeValueAsBytes(content));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no RSA", e);
        }
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/oauth2/jwks", TestTokens::answerKeys);
            server.createContext("/internal/v1/revocations", TestTokens::answerRevocations);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answerKeys(HttpExchange exchange) throws IOException {
        RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
        Map<String, String> jwk = Map.of(
                "kty",
                "RSA",
                "alg",
                "RS256",
                "use",
                "sig",
                "kid",
                KEY_ID,
                "n",
                unsigned(key.getModulus()),
                "e",
                unsigned(key.getPublicExponent()));
        answer(exchange, Map.of("keys", List.of(jwk)));
    }

    private static void answerRevocations(HttpExchange exchange) throws IOException {
        answer(exchange, Map.of("revoked", REVOKED));
    }

    private static void answer(HttpExchange exchange, Map<String, ?> content) throws IOException {
        byte[] body = JSON.writeValueAsBytes(content);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int start = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, start, bytes.length));
    }
}
