package io.fermata.identity.authorization;

import io.fermata.identity.client.Scopes;
import io.fermata.identity.signin.Html;
import io.fermata.identity.signin.PageAnswers;
import io.fermata.starter.security.PublicOperation;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Asks people what an application may do. The chain of filters lets only those here who are signed in. What is asked is
 * what {@code state} stands for, whatever else the address says; what they answer goes to the authorization server.
 */
@RestController
class ConsentController {
    private final OpenQuestions questions;

    ConsentController(OpenQuestions questions) {
        this.questions = questions;
    }

    @GetMapping("/oauth2/consent")
    @PublicOperation
    @Operation(
            summary = "Ask a person what an application may do",
            description = "A page for browsers, to which the authorization server leads.")
    ResponseEntity<String> ask(
            @RequestParam String state,
            @RequestParam(name = "user_code", required = false) @Nullable String userCode,
            CsrfToken csrf) {
        return questions
                .find(state)
                .map(question -> page(question, state, userCode, csrf))
                .orElseGet(ConsentController::over);
    }

    private static ResponseEntity<String> page(
            OpenQuestions.Question question, String state, @Nullable String userCode, CsrfToken csrf) {
        Map<String, String> hidden = Html.csrf(csrf);
        hidden.put("client_id", question.application().id());
        hidden.put("state", state);
        List<String> content = new ArrayList<>();
        if (userCode != null) {
            hidden.put("user_code", userCode);
            content.add("<p>The device shows the code <code>" + Html.text(userCode) + "</code>."
                    + " If yours shows another one, or none, say no.</p>");
        }
        content.add(Html.paragraph("It asks to:"));
        content.addAll(choices(question.scopes()));
        content.add(Html.button("Allow"));
        String action = userCode == null ? "/oauth2/authorize" : "/device";
        String no = Html.form(action, hidden, List.of(Html.button("Do not allow")));
        String title = question.application().name() + " wants to act for you";
        return PageAnswers.page(200, Html.document(title, Html.form(action, hidden, content) + no), question.back());
    }

    /** That it is them goes without saying, unless nothing else is asked for. */
    private static List<String> choices(Set<String> scopes) {
        return scopes.stream()
                .filter(asked -> !asked.equals(Scopes.OPENID) || scopes.size() == 1)
                .map(asked -> Html.checkbox(Scopes.describe(asked), "scope", asked))
                .toList();
    }

    private static ResponseEntity<String> over() {
        return PageAnswers.page(
                400, Html.document("This question is over", Html.paragraph("Start again where you came from.")));
    }
}
