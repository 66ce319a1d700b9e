package io.fermata.identity.authorization;

import io.fermata.identity.client.Application;
import io.fermata.identity.client.Applications;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Applications as the authorization server wants to see them. All of them need PKCE; refresh tokens are used once. */
@Component
class RegisteredApplications implements RegisteredClientRepository {
    static final Duration ACCESS_TOKEN = Duration.ofMinutes(30);
    static final Duration REFRESH_TOKEN = Duration.ofDays(14);

    private static final Duration CODE = Duration.ofMinutes(1);
    private static final Duration DEVICE_CODE = Duration.ofMinutes(10);

    private final Applications applications;

    RegisteredApplications(Applications applications) {
        this.applications = applications;
    }

    @Override
    public void save(RegisteredClient registeredClient) {
        throw new UnsupportedOperationException("applications are registered through the API");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return find(clientId).orElse(null);
    }

    private Optional<RegisteredClient> find(String clientId) {
        return applications.find(clientId).map(RegisteredApplications::registered);
    }

    private static RegisteredClient registered(Application application) {
        RegisteredClient.Builder client = RegisteredClient.withId(application.id())
                .clientId(application.id())
                .clientIdIssuedAt(application.createdAt())
                .clientName(application.name())
                .clientAuthenticationMethod(
                        application.secretHash() == null
                                ? ClientAuthenticationMethod.NONE
                                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantTypes(grants -> {
                    grants.add(AuthorizationGrantType.AUTHORIZATION_CODE);
                    grants.add(AuthorizationGrantType.REFRESH_TOKEN);
                    if (application.forDevices()) {
                        grants.add(AuthorizationGrantType.DEVICE_CODE);
                    }
                })
                .redirectUris(addresses -> addresses.addAll(application.redirectUris()))
                .scopes(scopes -> scopes.addAll(application.scopes()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(application.asksConsent())
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE)
                        .accessTokenTimeToLive(ACCESS_TOKEN)
                        .refreshTokenTimeToLive(REFRESH_TOKEN)
                        .deviceCodeTimeToLive(DEVICE_CODE)
                        .reuseRefreshTokens(false)
                        .build());
        return application.secretHash() == null
                ? client.build()
                : client.clientSecret(application.secretHash()).build();
    }
}
