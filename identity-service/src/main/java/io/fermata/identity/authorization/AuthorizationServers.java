package io.fermata.identity.authorization;

import io.fermata.identity.client.Applications;
import io.fermata.identity.client.ClientSecrets;
import io.fermata.identity.signin.Html;
import io.fermata.identity.signin.PageAnswers;
import io.fermata.starter.security.TokenSigner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceVerificationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Spring's authorization server, with this service's stores, tokens and pages in the places it leaves for them. */
@Component
class AuthorizationServers {
    private final RegisteredApplications clients;
    private final JdbcAuthorizations authorizations;
    private final JdbcConsents consents;
    private final IssueTokens tokens;
    private final ActiveTokens activeTokens;
    private final Applications applications;
    private final ClientSecrets secrets;
    private final AuthorizationRules rules;
    private final RefusedApplications refused;
    private final String issuer;

    AuthorizationServers(
            RegisteredApplications clients,
            JdbcAuthorizations authorizations,
            JdbcConsents consents,
            IssueTokens tokens,
            ActiveTokens activeTokens,
            Applications applications,
            ClientSecrets secrets,
            AuthorizationRules rules,
            RefusedApplications refused,
            TokenSigner signer) {
        this.clients = clients;
        this.authorizations = authorizations;
        this.consents = consents;
        this.tokens = tokens;
        this.activeTokens = activeTokens;
        this.applications = applications;
        this.secrets = secrets;
        this.rules = rules;
        this.refused = refused;
        this.issuer = signer.issuer();
    }

    void configure(OAuth2AuthorizationServerConfigurer server) {
        server.registeredClientRepository(clients)
                .authorizationService(authorizations)
                .authorizationConsentService(consents)
                .tokenGenerator(tokens)
                .clientAuthentication(client -> client.errorResponseHandler(refused)
                        .authenticationConverter(new PublicApplication.Converter())
                        .authenticationProvider(new PublicApplication.Provider(clients))
                        .authenticationProviders(each(this::hashSecrets)))
                .authorizationEndpoint(endpoint -> endpoint.consentPage(issuer + "/oauth2/consent")
                        .authenticationProviders(each(this::checkRequests))
                        .errorResponseHandler(new AuthorizationRefusal()))
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseHandler(answerWithWhatWasGranted()))
                .tokenRevocationEndpoint(
                        endpoint -> endpoint.authenticationProviders(only(new RevokeToken(authorizations))))
                .tokenIntrospectionEndpoint(endpoint ->
                        endpoint.authenticationProviders(only(new IntrospectToken(activeTokens, applications))))
                .deviceAuthorizationEndpoint(endpoint -> endpoint.verificationUri(issuer + "/device"))
                .deviceVerificationEndpoint(endpoint -> endpoint.consentPage(issuer + "/oauth2/consent")
                        .authenticationProviders(each(AuthorizationServers::askEachTime))
                        .deviceVerificationResponseHandler(deviceConnected())
                        .errorResponseHandler(deviceRefused()));
    }

    private void hashSecrets(AuthenticationProvider provider) {
        if (provider instanceof ClientSecretAuthenticationProvider ofSecrets) {
            ofSecrets.setPasswordEncoder(secrets);
        }
    }

    /**
     * Without Spring's own OpenID Connect, which wants servlet sessions and a metadata endpoint of its own, its server
     * refuses the scope {@code openid}. ID tokens it makes all the same; this lets them be asked for.
     */
    private void checkRequests(AuthenticationProvider provider) {
        if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
            requests.setAuthenticationValidator(
                    new OAuth2AuthorizationCodeRequestAuthenticationValidator().andThen(rules));
            requests.setAuthorizationConsentRequired(AuthorizationRules::asksConsent);
        }
    }

    /** Whoever has a code can have others open its address: nothing but a yes to this one device connects it. */
    private static void askEachTime(AuthenticationProvider provider) {
        if (provider instanceof OAuth2DeviceVerificationAuthenticationProvider verification) {
            verification.setAuthorizationConsentRequired(_ -> true);
        }
    }

    private static AuthenticationSuccessHandler answerWithWhatWasGranted() {
        OAuth2AccessTokenResponseAuthenticationSuccessHandler answer =
                new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        answer.setAccessTokenResponseCustomizer(context -> {
            var granted = ((OAuth2AccessTokenAuthenticationToken) context.getAuthentication()).getAccessToken();
            Set<String> scopes = new LinkedHashSet<>(granted.getScopes());
            String permissions = IssueTokens.jwt(granted.getTokenValue()).getClaimAsString("scope");
            scopes.removeIf(scope -> scope.contains(":"));
            if (permissions != null && !permissions.isEmpty()) {
                scopes.addAll(List.of(permissions.split(" ")));
            }
            context.getAccessTokenResponse().scopes(scopes);
        });
        return answer;
    }

    private static AuthenticationSuccessHandler deviceConnected() {
        String page = Html.document("The device is connected", Html.paragraph("You can go back to it."));
        return (_, response, _) -> PageAnswers.write(response, 200, page);
    }

    private static AuthenticationFailureHandler deviceRefused() {
        return (_, response, failure) -> {
            boolean no = failure instanceof OAuth2AuthenticationException refused
                    && refused.getError().getErrorCode().equals(OAuth2ErrorCodes.ACCESS_DENIED);
            String page = no
                    ? Html.document("The device is not connected", Html.paragraph("You said no."))
                    : Html.document(
                            "Connect a device",
                            Html.alert("This code is not right, or it is too old.")
                                    + Html.link("/device", "Try again"));
            PageAnswers.write(response, no ? 200 : 400, page);
        };
    }

    private static Consumer<List<AuthenticationProvider>> each(Consumer<AuthenticationProvider> change) {
        return providers -> providers.forEach(change);
    }

    private static Consumer<List<AuthenticationProvider>> only(AuthenticationProvider provider) {
        return providers -> {
            providers.clear();
            providers.add(provider);
        };
    }
}
