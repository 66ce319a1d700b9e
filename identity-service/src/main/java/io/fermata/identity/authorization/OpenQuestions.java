package io.fermata.identity.authorization;

import io.fermata.identity.client.Application;
import io.fermata.identity.client.Applications;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/** What people are being asked, as it was asked for. */
@Component
class OpenQuestions {
    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

    private final JdbcAuthorizations authorizations;
    private final Applications applications;

    OpenQuestions(JdbcAuthorizations authorizations, Applications applications) {
        this.authorizations = authorizations;
        this.applications = applications;
    }

    /** @param back where the browser goes with the answer; empty for a device */
    record Question(Application application, Set<String> scopes, String back) {}

    Optional<Question> find(String state) {
        return Optional.ofNullable(authorizations.findByToken(state, STATE)).flatMap(this::question);
    }

    private Optional<Question> question(OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return applications
                .find(authorization.getRegisteredClientId())
                .map(application -> request == null
                        ? new Question(application, ofDevice(authorization), "")
                        : new Question(application, request.getScopes(), back(application, request.getRedirectUri())));
    }

    private static Set<String> ofDevice(OAuth2Authorization authorization) {
        return Objects.requireNonNullElse(authorization.getAttribute(OAuth2ParameterNames.SCOPE), Set.of());
    }

    private static String back(Application application, @Nullable String wanted) {
        return wanted == null ? application.redirectUris().getFirst() : wanted;
    }
}
