package io.fermata.identity.authorization;

import io.fermata.identity.client.Applications;
import io.fermata.identity.signin.Html;
import io.fermata.identity.signin.PageAnswers;
import io.fermata.identity.signin.SignOutBrowser;
import io.fermata.starter.security.PublicOperation;
import io.fermata.starter.security.SignedStatements;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Signing out from an application (OpenID Connect RP-Initiated Logout). Its ID token proves that the application speaks
 * for the person; without one the person is asked, so that no link from elsewhere signs anybody out.
 */
@RestController
class EndSessionController {
    private final SignedStatements statements;
    private final Applications applications;
    private final EndSignIn endSignIn;
    private final SignOutBrowser browsers;

    EndSessionController(
            SignedStatements statements, Applications applications, EndSignIn endSignIn, SignOutBrowser browsers) {
        this.statements = statements;
        this.applications = applications;
        this.endSignIn = endSignIn;
        this.browsers = browsers;
    }

    @RequestMapping(
            path = "/oauth2/logout",
            method = {RequestMethod.GET, RequestMethod.POST})
    @PublicOperation
    @Operation(
            summary = "Sign a person out of an application",
            description = "For browsers (OpenID Connect RP-Initiated Logout). Without `id_token_hint` the person is"
                    + " asked; with it the answer is a redirect.")
    ResponseEntity<String> end(
            @RequestParam(name = "id_token_hint", required = false, defaultValue = "") String idToken,
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            @RequestParam(name = "post_logout_redirect_uri", required = false) @Nullable String wanted,
            @RequestParam(required = false) @Nullable String state,
            HttpServletRequest request,
            CsrfToken csrf) {
        Optional<IdTokenHint> hint = statements.read(idToken).flatMap(IdTokenHint::of);
        if (hint.isEmpty()) {
            return ask(csrf);
        }
        if (!fits(hint.get(), clientId, wanted)) {
            return refuse();
        }
        endSignIn.handle(hint.get());
        return leave(hint.get(), request, wanted == null ? SignOutBrowser.SIGNED_OUT : withState(wanted, state));
    }

    private boolean fits(IdTokenHint hint, @Nullable String clientId, @Nullable String wanted) {
        return (clientId == null || clientId.equals(hint.clientId()))
                && (wanted == null || applications.maySendOnAfterSignOut(hint.clientId(), wanted));
    }

    /** Somebody else who is signed in at this browser stays so. */
    private ResponseEntity<String> leave(IdTokenHint hint, HttpServletRequest request, String location) {
        return browsers.person(request).filter(hint::isAbout).isPresent()
                ? browsers.leave(request, location)
                : PageAnswers.redirect(location);
    }

    private static ResponseEntity<String> ask(CsrfToken csrf) {
        return PageAnswers.page(200, Html.document("Do you want to sign out?", SignOutBrowser.button(csrf)));
    }

    private static ResponseEntity<String> refuse() {
        return PageAnswers.page(
                400,
                Html.document(
                        "This application cannot sign you out",
                        Html.alert("It asked in a way that does not fit what is registered for it.")));
    }

    private static String withState(String address, @Nullable String state) {
        return state == null
                ? address
                : address + (address.contains("?") ? "&" : "?") + "state="
                        + UriUtils.encode(state, StandardCharsets.UTF_8);
    }
}
