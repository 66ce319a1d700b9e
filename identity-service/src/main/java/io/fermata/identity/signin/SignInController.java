package io.fermata.identity.signin;

import io.fermata.identity.client.Applications;
import io.fermata.identity.password.SignInWithPassword;
import io.fermata.starter.security.PublicOperation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out at a browser. */
@RestController
class SignInController {
    private static final String FAILED = "That did not work. Check what you typed; after several tries, wait a while.";
    private static final Duration STYLE_AGE = Duration.ofHours(1);

    private final SignInWithPassword signInWithPassword;
    private final SignInBrowser browsers;
    private final SignOutBrowser leaving;
    private final Applications applications;
    private final OtherWaysIn otherWays;

    SignInController(
            SignInWithPassword signInWithPassword,
            SignInBrowser browsers,
            SignOutBrowser leaving,
            Applications applications,
            OtherWaysIn otherWays) {
        this.signInWithPassword = signInWithPassword;
        this.browsers = browsers;
        this.leaving = leaving;
        this.applications = applications;
        this.otherWays = otherWays;
    }

    @PublicOperation
    @GetMapping("/login")
    ResponseEntity<String> page(
            @RequestParam(name = "continue", required = false) @Nullable String wanted,
            @RequestParam(required = false, defaultValue = "") String tenant,
            CsrfToken csrf) {
        return form(200, Continuation.of(wanted), tenant, "", csrf);
    }

    @PublicOperation
    @PostMapping("/login")
    ResponseEntity<String> signIn(
            @RequestParam String tenant,
            @RequestParam String email,
            @RequestParam String password,
            @RequestParam(name = "continue", required = false) @Nullable String wanted,
            CsrfToken csrf) {
        Continuation goOn = Continuation.of(wanted);
        return signInWithPassword
                .handle(new SignInWithPassword.Attempt(tenant, email, password))
                .map(person -> browsers.enter(person.tenant(), person.userId(), goOn))
                .orElseGet(() -> form(401, goOn, tenant, email, csrf));
    }

    @PublicOperation
    @PostMapping("/logout")
    ResponseEntity<String> signOut(HttpServletRequest request) {
        return leaving.leave(request, "/login");
    }

    @PublicOperation
    @GetMapping(SignOutBrowser.SIGNED_OUT)
    ResponseEntity<String> signedOut() {
        return PageAnswers.page(200, Html.document("You are signed out", Html.link("/login", "Sign in again")));
    }

    @PublicOperation
    @GetMapping("/login/done")
    ResponseEntity<String> done(CsrfToken csrf) {
        return PageAnswers.page(
                200,
                Html.document(
                        "You are signed in",
                        Html.paragraph("Go back to the application you came from.") + SignOutBrowser.button(csrf)));
    }

    @PublicOperation
    @GetMapping(path = "/login/style.css", produces = "text/css")
    ResponseEntity<String> style() {
        try {
            return ResponseEntity.ok()
                    .contentType(new MediaType("text", "css", StandardCharsets.UTF_8))
                    .cacheControl(CacheControl.maxAge(STYLE_AGE))
                    .body(new ClassPathResource("pages/style.css").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One form for every failure: it says the same, and holds what was typed except for the password. */
    private ResponseEntity<String> form(int status, Continuation goOn, String tenant, String email, CsrfToken csrf) {
        Map<String, String> hidden = Html.csrf(csrf);
        hidden.put("continue", goOn.path());
        List<String> content = new ArrayList<>();
        content.add(Html.field("Organisation", "tenant", "text", "organization", tenant));
        content.add(Html.field("E-mail address", "email", "email", "username", email));
        content.add(Html.field("Password", "password", "password", "current-password", ""));
        content.add(Html.button("Sign in"));
        String body = (status == 200 ? "" : Html.alert(FAILED))
                + Html.form("/login", hidden, content)
                + otherWays.links(tenant, goOn);
        return PageAnswers.page(status, Html.document("Sign in", body), redirect(goOn));
    }

    private String redirect(Continuation goOn) {
        String clientId = goOn.parameter("client_id").orElse("");
        String wanted = goOn.parameter("redirect_uri").orElse("");
        return applications.mayBeSentBackTo(clientId, wanted) ? wanted : "";
    }
}
