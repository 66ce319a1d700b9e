package io.fermata.identity.authorization;

import io.fermata.contracts.Problems;
import io.fermata.identity.client.Scopes;
import io.fermata.identity.signin.SignedIn;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.PublicOperation;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells an application who signed in with it (OpenID Connect Core, section 5.3). The access token is looked up, not just
 * verified: one that was taken back is refused at once.
 */
@RestController
class UserInfoController {
    private static final String BEARER = "Bearer ";

    private final JdbcAuthorizations authorizations;
    private final ActiveTokens tokens;
    private final Entitlements entitlements;

    UserInfoController(JdbcAuthorizations authorizations, ActiveTokens tokens, Entitlements entitlements) {
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.entitlements = entitlements;
    }

    @RequestMapping(
            path = "/oauth2/userinfo",
            method = {RequestMethod.GET, RequestMethod.POST})
    @PublicOperation
    @Operation(
            summary = "Read who signed in with an application",
            description = "Takes the access token of a sign-in with the scope `openid`, and no API key (OpenID Connect"
                    + " UserInfo).")
    ResponseEntity<AboutPerson> tell(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        AboutPerson about = bearer(authorization)
                .flatMap(this::find)
                .orElseThrow(() ->
                        ProblemException.of(Problems.UNAUTHENTICATED, "The access token of a sign-in is needed."));
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(about);
    }

    private Optional<AboutPerson> find(String token) {
        OAuth2Authorization signIn = authorizations.findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
        return Optional.ofNullable(signIn)
                .flatMap(AuthorizationDocument::person)
                .filter(person -> tokens.find(person.tenant(), token).isPresent())
                .flatMap(person -> describe(person, Objects.requireNonNull(signIn)));
    }

    private Optional<AboutPerson> describe(SignedIn person, OAuth2Authorization signIn) {
        var scopes = Objects.requireNonNull(signIn.getAccessToken()).getToken().getScopes();
        if (!scopes.contains(Scopes.OPENID)) {
            throw ProblemException.of(Problems.FORBIDDEN, "The token was not given for the scope openid.");
        }
        return entitlements.find(person).map(user -> AboutPerson.of(person.tenant(), user, scopes));
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }
}
