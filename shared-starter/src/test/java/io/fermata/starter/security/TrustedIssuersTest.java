package io.fermata.starter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.json.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedIssuersTest {
    private final Instant now = Clock.systemUTC().instant();
    private Set<String> revoked = Set.of();
    private final RevocationList list = new RevocationList(_ -> Optional.of(new RevocationList.Listed("", revoked)));
    private final TrustedIssuers issuers = issuers(null);

    @Test
    void refusesARememberedTokenOnceItHasExpired() {
        String token = TestTokens.token("acme", "runs:read");
        assertThat(issuers.verify(token, now).tenant().value()).isEqualTo("acme");

        assertThatThrownBy(() -> issuers.verify(token, now.plus(Duration.ofHours(1))))
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void refusesARememberedTokenOnceItsSubjectIsRevoked() {
        String token = TestTokens.token("acme", "runs:read");
        issuers.verify(token, now);

        revoked = Set.of(Json.sha256("subject:user:usr_test"));
        list.refresh();

        assertThatThrownBy(() -> issuers.verify(token, now))
                .hasMessage("the token was revoked")
                .satisfies(refusal ->
                        assertThat(((InvalidTokenException) refusal).holder()).isPresent());
    }

    /** A service that was taken over signs for itself and for nobody else. */
    @Test
    void refusesATokenOfAnIssuerThatMayNotSpeakForItsSubject() {
        String token = TestTokens.token("acme", "runs:read");

        assertThat(issuers("user:usr_test").verify(token, now).subject()).isEqualTo("user:usr_test");
        assertThatThrownBy(() -> issuers("service:run-executor-service").verify(token, now))
                .hasMessage("the token's issuer may not speak for its subject")
                .satisfies(refusal -> assertThat(((InvalidTokenException) refusal).holder())
                        .as("whoever it names has done nothing")
                        .isEmpty());
    }

    /** Otherwise what is refused by its text is let in with another one. */
    @ParameterizedTest
    @ValueSource(strings = {"%s=", "%s==", "%s%%3D", "%s.", "%s+", "%s\n="})
    void refusesEverySpellingOfATokenButOne(String spelling) {
        String token = TestTokens.token("acme", "runs:read");

        assertThatThrownBy(() -> issuers.verify(spelling.formatted(token), now))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> issuers.verify(token.replaceFirst("\\.", "=."), now))
                .isInstanceOf(InvalidTokenException.class);
    }

    /** The last letter of 256 bytes has four bits that mean nothing. */
    @Test
    void refusesATokenWithBitsThatNobodyReads() {
        String token = TestTokens.token("acme", "runs:read");
        char last = token.charAt(token.length() - 1);

        assertThatThrownBy(() -> issuers.verify(token.substring(0, token.length() - 1) + (char) (last + 1), now))
                .isInstanceOf(InvalidTokenException.class);
    }

    private TrustedIssuers issuers(@Nullable String subject) {
        return new TrustedIssuers(verifier(subject), revocations(), Clock.systemUTC());
    }

    private static TokenVerifier verifier(@Nullable String subject) {
        IssuerKeys keys = new IssuerKeys(
                TestTokens.issuer(),
                new JwksOverHttp(JwksOverHttp.client(), URI.create(TestTokens.jwksUri())),
                Clock.systemUTC());
        return new TokenVerifier(Map.of(TestTokens.issuer(), new TrustedIssuer(keys, subject)), new Audience("sample"));
    }

    private Revocations revocations() {
        return new Revocations(Map.of(TestTokens.issuer(), list), Duration.ofSeconds(10));
    }
}
