package io.fermata.starter.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fermata.starter.tenancy.TenantId;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

/**
 * An input is a header and, from its second line on, claims. They are read once under a signature that is good, so that
 * what comes after its check is reached, and once as the token itself.
 */
class TokenFuzzTest {
    private static final String ISSUER = "http://identity";
    private static final KeyPair KEYS = keys();
    private static final IssuerKeys ISSUER_KEYS =
            new IssuerKeys(ISSUER, () -> Map.of("key-1", (RSAPublicKey) KEYS.getPublic()), Clock.systemUTC());
    private static final TokenVerifier VERIFIER =
            new TokenVerifier(Map.of(ISSUER, new TrustedIssuer(ISSUER_KEYS, null)), new Audience("tool-service"));

    @FuzzTest(maxDuration = "60s")
    void tokensAreGoodOrRefused(byte[] input) throws GeneralSecurityException {
        String text = new String(input, UTF_8);
        int line = text.indexOf('\n');
        verify(text);
        verify(signed(line < 0 ? text : text.substring(0, line), line < 0 ? "{}" : text.substring(line + 1)));
    }

    private static void verify(String token) {
        try {
            VerifiedToken verified = VERIFIER.verify(token);
            assertThat(TenantId.isValid(verified.caller().tenant().value())).isTrue();
            assertThat(verified.caller().subject()).isNotBlank();
        } catch (InvalidTokenException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    private static String signed(String header, String claims) throws GeneralSecurityException {
        String content = base64(header.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KEYS.getPrivate());
        signature.update(content.getBytes(UTF_8));
        return content + "." + base64(signature.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
