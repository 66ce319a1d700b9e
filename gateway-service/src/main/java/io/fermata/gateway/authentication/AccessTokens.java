package io.fermata.gateway.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import io.fermata.gateway.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Verifies access tokens: RS256 by a published key, from our issuer, for us, of this type, in time, of one tenant. */
public final class AccessTokens {
    private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{3,40}");
    private static final Pattern SUBJECT = Pattern.compile("(user|key|service):[A-Za-z0-9_-]{1,80}");
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);
    private static final int REMEMBERED = 20_000;

    private final NimbusReactiveJwtDecoder decoder;
    private final Clock clock;
    private final Cache<Fingerprint, Access> verified;

    public AccessTokens(SigningKeys keys, String issuer, Clock clock) {
        this.decoder = decoder(keys, issuer, clock);
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfter(Expiry.<Fingerprint, Access>creating((_, access) -> left(access)))
                .build();
    }

    /** A token that was good stays good until it expires; its signature is checked once. */
    Mono<Access> verify(String token) {
        return verify(token, () -> {});
    }

    /** @param signedButRefused called before a token is refused whose signature is good */
    Mono<Access> verify(String token, Runnable signedButRefused) {
        Fingerprint fingerprint = Fingerprint.of(token);
        Access access = verified.getIfPresent(fingerprint);
        if (access != null && clock.instant().isBefore(access.expiresAt())) {
            return Mono.just(access);
        }
        return decoder.decode(token)
                .map(AccessTokens::access)
                .doOnNext(fresh -> verified.put(fingerprint, fresh))
                .doOnError(JwtValidationException.class, _ -> signedButRefused.run())
                .onErrorMap(JwtException.class, AccessTokens::refusal);
    }

    private Duration left(Access access) {
        Duration left = Duration.between(clock.instant(), access.expiresAt());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Access access(Jwt jwt) {
        return new Access(
                present(jwt.getSubject()),
                present(jwt.getClaimAsString("tenant")),
                present(jwt.getId()),
                jwt.getTokenValue(),
                present(jwt.getExpiresAt()));
    }

    /** Claims whose absence the validators have refused already. */
    private static <T> T present(@Nullable T claim) {
        if (claim == null) {
            throw Refusal.unauthenticated("The access token is not valid.");
        }
        return claim;
    }

    /** While the keys cannot be fetched nothing is known about the token: that is no reason to call it bad. */
    private static Throwable refusal(JwtException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return Refusal.unauthenticated("The access token is not valid.");
    }

    private static NimbusReactiveJwtDecoder decoder(SigningKeys keys, String issuer, Clock clock) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(keys::keysFor)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .validateType(false)
                .jwtProcessorCustomizer(processor ->
                        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"))))
                .build();
        decoder.setJwtValidator(claims(issuer, clock));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> claims(String issuer, Clock clock) {
        JwtTimestampValidator times = new JwtTimestampValidator(CLOCK_SKEW);
        times.setClock(clock);
        return new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains("fermata")),
                new JwtClaimValidator<>("exp", expiry -> expiry != null),
                new JwtClaimValidator<>("jti", id -> id != null),
                matching("sub", SUBJECT),
                matching("tenant", TENANT));
    }

    private static JwtClaimValidator<Object> matching(String claim, Pattern pattern) {
        return new JwtClaimValidator<>(
                claim,
                value -> value instanceof String text && pattern.matcher(text).matches());
    }
}
