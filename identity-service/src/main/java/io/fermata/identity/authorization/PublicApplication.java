package io.fermata.identity.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * An application that cannot keep a secret says who it is, and no more, where what it presents is a secret by itself: a
 * refresh token, a device code. For codes the verifier of PKCE proves more, and Spring asks for it.
 */
final class PublicApplication extends OAuth2ClientAuthenticationToken {
    private static final Set<String> GRANTS = Set.of("refresh_token", "urn:ietf:params:oauth:grant-type:device_code");
    private static final Set<String> PATHS = Set.of("/oauth2/device_authorization", "/oauth2/revoke");

    private PublicApplication(String clientId) {
        super(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
    }

    /** Reads it from the request. */
    static final class Converter implements AuthenticationConverter {
        @Override
        public @Nullable Authentication convert(HttpServletRequest request) {
            String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
            boolean named = clientId != null
                    && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                    && request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) == null;
            String grant = request.getParameter(OAuth2ParameterNames.GRANT_TYPE);
            boolean expected = PATHS.contains(request.getRequestURI()) || (grant != null && GRANTS.contains(grant));
            return named && expected ? new PublicApplication(clientId) : null;
        }
    }

    /** Lets it pass when it was registered as public. */
    record Provider(RegisteredClientRepository clients) implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication authentication) {
            RegisteredClient client = clients.findByClientId(authentication.getName());
            if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
            }
            return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return PublicApplication.class.isAssignableFrom(authentication);
        }
    }
}
