package io.fermata.identity.authorization;

import io.fermata.identity.client.Application;
import io.fermata.identity.client.Applications;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.Denials;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Answers an application that did not prove who it is, and tells the tenant it happened in: that of the code it showed,
 * or else its own.
 */
@Component
class RefusedApplications implements AuthenticationFailureHandler {
    private final Applications applications;
    private final AuthorizationTable table;
    private final TokenHashes hashes;
    private final Denials denials;

    RefusedApplications(Applications applications, AuthorizationTable table, TokenHashes hashes, Denials denials) {
        this.applications = applications;
        this.table = table;
        this.hashes = hashes;
        this.denials = denials;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : OAuth2ErrorCodes.INVALID_CLIENT;
        named(request).flatMap(applications::find).ifPresent(application -> note(request, application, code));
        ApplicationAnswers.refuse(response, code);
    }

    private void note(HttpServletRequest request, Application application, String code) {
        AuditEntry entry = AuditEntry.of("oauth_client.authenticate", "oauth_client", application.id())
                .with("endpoint", request.getRequestURI())
                .with("reason", reason(code));
        home(request, application)
                .ifPresent(tenant -> Tenants.run(tenant, () -> denials.note("client:" + application.id(), entry)));
    }

    private Optional<TenantId> home(HttpServletRequest request, Application application) {
        return Optional.ofNullable(request.getParameter(OAuth2ParameterNames.CODE))
                .flatMap(code -> table.tenantOf(hashes.ofPresented(code)))
                .or(() -> Optional.ofNullable(application.tenant()));
    }

    private static String reason(String code) {
        return code.equals(OAuth2ErrorCodes.INVALID_GRANT)
                ? "the verifier is not the one of the code"
                : "it did not prove who it is";
    }

    private static Optional<String> named(HttpServletRequest request) {
        String named = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        return named == null ? fromHeader(request) : Optional.of(named);
    }

    private static Optional<String> fromHeader(HttpServletRequest request) {
        try {
            return Optional.ofNullable(new BasicAuthenticationConverter().convert(request))
                    .map(basic -> basic.getName());
        } catch (AuthenticationException _) {
            return Optional.empty();
        }
    }
}
