package io.fermata.identity.revocation;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.PublicOperation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the edge, which has no database, hands in signed tokens that it refuses. Never routed by the gateway, and open: to
 * hand one in is to show it, and the answer is the same whatever it is.
 */
@RestController
class RefusedTokenController {
    private final RefusedToken refusedToken;

    RefusedTokenController(RefusedToken refusedToken) {
        this.refusedToken = refusedToken;
    }

    @PublicOperation
    @PostMapping(path = "/internal/v1/refused-tokens", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refused(@RequestBody MultiValueMap<String, String> form) {
        refusedToken.handle(require(form, "token"), require(form, "operation"));
    }

    private static String require(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        if (value == null || value.isBlank()) {
            throw ProblemException.validation("/" + name, name + " is required.");
        }
        return value;
    }
}
