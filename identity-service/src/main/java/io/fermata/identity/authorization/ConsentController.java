package io.fermata.identity.authorization;

import io.fermata.identity.client.Application;
import io.fermata.identity.client.Applications;
import io.fermata.identity.client.Scopes;
import io.fermata.identity.signin.Html;
import io.fermata.identity.signin.PageAnswers;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.PublicOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Asks people what an application may do. The chain of filters lets only those here who are signed in; what they answer goes
 * to the authorization server, which knows by {@code state} what was really asked for.
 */
@RestController
class ConsentController {
    private final Applications applications;

    ConsentController(Applications applications) {
        this.applications = applications;
    }

    @PublicOperation
    @GetMapping("/oauth2/consent")
    ResponseEntity<String> ask(
            @RequestParam("client_id") String clientId,
            @RequestParam String scope,
            @RequestParam String state,
            @RequestParam(name = "user_code", required = false) @Nullable String userCode) {
        Application application =
                applications.find(clientId).orElseThrow(() -> ProblemException.notFound("application"));
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put("client_id", clientId);
        hidden.put("state", state);
        List<String> content = new ArrayList<>();
        if (userCode != null) {
            hidden.put("user_code", userCode);
            content.add("<p>The device shows the code <code>" + Html.text(userCode) + "</code>."
                    + " If yours shows another one, or none, say no.</p>");
        }
        content.add(Html.paragraph("It asks to:"));
        Arrays.stream(scope.strip().split(" +"))
                .filter(asked -> !asked.equals(Scopes.OPENID))
                .forEach(asked -> content.add(Html.checkbox(Scopes.describe(asked), "scope", asked)));
        content.add(Html.button("Allow"));
        String action = userCode == null ? "/oauth2/authorize" : "/device";
        String no = Html.form(action, hidden, List.of(Html.button("Do not allow")));
        String title = application.name() + " wants to act for you";
        String page = Html.document(title, Html.form(action, hidden, content) + no);
        return PageAnswers.page(
                200, page, userCode == null ? application.redirectUris().getFirst() : "");
    }
}
