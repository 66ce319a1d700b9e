package io.fermata.identity.signin;

import io.fermata.identity.invitation.Invitations;
import io.fermata.identity.password.PasswordRules;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.PublicOperation;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the link of an invitation leads. Looking at the page uses nothing up: mail programs look at links, too. */
@RestController
class InvitationPageController {
    private static final String TITLE = "Choose a password";

    private final Invitations invitations;

    InvitationPageController(Invitations invitations) {
        this.invitations = invitations;
    }

    @PublicOperation
    @GetMapping("/invitation")
    ResponseEntity<String> page(@RequestParam String token, CsrfToken csrf) {
        return form(200, token, "", csrf);
    }

    @PublicOperation
    @PostMapping("/invitation")
    ResponseEntity<String> accept(@RequestParam String token, @RequestParam String password, CsrfToken csrf) {
        try {
            invitations.accept(token, password);
        } catch (ProblemException refusal) {
            String objection = refusal.errors().isEmpty()
                    ? refusal.detail()
                    : "The password " + refusal.errors().getFirst().detail() + ".";
            return form(refusal.type().status(), token, objection, csrf);
        }
        return PageAnswers.page(
                200,
                Html.document(
                        "Your password is set",
                        Html.paragraph("You can sign in now.") + Html.link("/login", "Sign in")));
    }

    private static ResponseEntity<String> form(int status, String token, String objection, CsrfToken csrf) {
        Map<String, String> hidden = Html.csrf(csrf);
        hidden.put("token", token);
        List<String> content = List.of(
                Html.paragraph("At least " + PasswordRules.SHORTEST + " characters."),
                Html.field("Password", "password", "password", "new-password", ""),
                Html.button("Set password"));
        String body = (objection.isEmpty() ? "" : Html.alert(objection)) + Html.form("/invitation", hidden, content);
        return PageAnswers.page(status, Html.document(TITLE, body));
    }
}
