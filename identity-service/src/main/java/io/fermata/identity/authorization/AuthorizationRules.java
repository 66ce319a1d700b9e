package io.fermata.identity.authorization;

import io.fermata.identity.client.Application;
import io.fermata.identity.client.Applications;
import io.fermata.identity.signin.SignedIn;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.Denials;
import io.fermata.starter.tenancy.Tenants;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.stereotype.Component;

/** What is asked of an application's request for a code beyond what Spring asks of it. */
@Component
class AuthorizationRules implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
    private final Applications applications;
    private final Denials denials;
    private final FreshSignIn fresh;

    AuthorizationRules(Applications applications, Denials denials, FreshSignIn fresh) {
        this.applications = applications;
        this.denials = denials;
        this.fresh = fresh;
    }

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext request) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = request.getAuthentication();
        Application application = applications
                .find(asked.getClientId())
                .orElseThrow(() -> refusal(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, null));
        requireRegisteredAddress(application, asked);
        requireOwnApplication(application, asked);
        requireSilence(asked);
    }

    /** Also for {@code openid} alone, which Spring gives to every application without a question. */
    static boolean asksConsent(OAuth2AuthorizationCodeRequestAuthenticationContext request) {
        OAuth2AuthorizationConsent given = request.getAuthorizationConsent();
        Set<String> asked =
                Objects.requireNonNull(request.getAuthorizationRequest()).getScopes();
        return request.getRegisteredClient().getClientSettings().isRequireAuthorizationConsent()
                && (given == null || !given.getScopes().containsAll(asked));
    }

    /** Spring takes any port of the machine people sit at from every application. */
    private static void requireRegisteredAddress(
            Application application, OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        String back = asked.getRedirectUri();
        if (back != null && !back.isEmpty() && !application.mayBeSentBackTo(back)) {
            throw refusal(OAuth2ErrorCodes.INVALID_REQUEST, null);
        }
    }

    /** An application of one tenant does not sign in the people of another. */
    private void requireOwnApplication(
            Application application, OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        if (asked.getPrincipal() instanceof Authentication somebody
                && somebody.getPrincipal() instanceof SignedIn person
                && !application.isFor(person.tenant())) {
            note(person, application);
            throw refusal(OAuth2ErrorCodes.ACCESS_DENIED, asked);
        }
    }

    /** An application that wants nothing shown is told what people would have to do. */
    private void requireSilence(OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        Map<String, Object> wishes = asked.getAdditionalParameters();
        boolean known = asked.getPrincipal() instanceof Authentication somebody
                && somebody.getPrincipal() instanceof SignedIn person
                && fresh.isEnough(person, wishes);
        if (FreshSignIn.mustBeSilent(wishes) && !known) {
            throw refusal("login_required", asked);
        }
    }

    /** Their own tenant is told; whose application it is learns nothing about the people of others. */
    private void note(SignedIn person, Application application) {
        AuditEntry entry = AuditEntry.of("oauth_client.sign_in", "oauth_client", application.id())
                .with("reason", "it is an application of another tenant");
        Tenants.run(person.tenant(), () -> denials.note("user:" + person.userId(), entry));
    }

    /** @param asked where the refusal is sent back to; null shows it to the person instead */
    private static OAuth2AuthorizationCodeRequestAuthenticationException refusal(
            String code, @Nullable OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(new OAuth2Error(code), asked);
    }
}
