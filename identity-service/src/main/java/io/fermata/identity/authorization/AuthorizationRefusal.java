package io.fermata.identity.authorization;

import io.fermata.identity.signin.Html;
import io.fermata.identity.signin.PageAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Sends people back to the application that asked wrongly; on a page of ours when it is not known who asked. */
final class AuthorizationRefusal implements AuthenticationFailureHandler {
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused
                && refused.getAuthorizationCodeRequestAuthentication() != null
                && refused.getAuthorizationCodeRequestAuthentication().getRedirectUri() != null) {
            back(response, refused.getError(), refused.getAuthorizationCodeRequestAuthentication());
            return;
        }
        String page = Html.document(
                "This application cannot sign you in",
                Html.alert("It asked in a way that does not fit what is registered for it."));
        PageAnswers.write(response, 400, page);
    }

    private static void back(
            HttpServletResponse response, OAuth2Error error, OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(String.valueOf(asked.getRedirectUri()))
                .queryParam("error", error.getErrorCode());
        if (error.getDescription() != null) {
            address.queryParam("error_description", encoded(error.getDescription()));
        }
        if (asked.getState() != null) {
            address.queryParam("state", encoded(asked.getState()));
        }
        response.setStatus(303);
        response.setHeader("Location", address.build(true).toUriString());
        response.setHeader("Cache-Control", "no-store");
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
