package io.fermata.identity.authorization;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;

/** The tokens of a sign-in, by the names they have in OAuth and in the table. */
enum TokenKind {
    CODE(OAuth2AuthorizationCode.class),
    ACCESS_TOKEN(OAuth2AccessToken.class),
    REFRESH_TOKEN(OAuth2RefreshToken.class),
    DEVICE_CODE(OAuth2DeviceCode.class),
    USER_CODE(OAuth2UserCode.class),
    STATE(null);

    private final @Nullable Class<? extends OAuth2Token> type;

    TokenKind(@Nullable Class<? extends OAuth2Token> type) {
        this.type = type;
    }

    static TokenKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    static TokenKind[] ofTokens() {
        return Arrays.stream(values()).filter(kind -> kind != STATE).toArray(TokenKind[]::new);
    }

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    Optional<Class<? extends OAuth2Token>> type() {
        return Optional.ofNullable(type);
    }
}
