package io.fermata.identity.token;

import io.fermata.identity.apikey.RecogniseApiKey.Recognised;
import io.fermata.starter.security.PublicOperation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The token endpoint: client credentials for machines, token exchange for the gateway. */
@RestController
class TokenController {
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String API_KEY = "urn:fermata:params:oauth:token-type:api-key";

    /** An exchanged token travels behind the gateway only, which asks for a new one long before this is over. */
    private static final Duration EXCHANGED = Duration.ofMinutes(5);

    private static final Duration CREDENTIALED = Duration.ofMinutes(30);

    private final GrantToken tokens;
    private final RefusedMachines refused;

    TokenController(GrantToken tokens, RefusedMachines refused) {
        this.tokens = tokens;
        this.refused = refused;
    }

    /** RFC 6749, section 5.2. */
    record OAuthErrorView(String error, String errorDescription) {}

    @PostMapping(path = "/oauth2/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @PublicOperation
    @Operation(
            summary = "Get an access token",
            description = "`client_credentials` takes the id and the secret of an API key by HTTP Basic; applications"
                    + " use `authorization_code`, `refresh_token` and the device code. Errors are those of RFC 6749,"
                    + " not problems.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(
            responseCode = "default",
            description = "An error of RFC 6749",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = OAuthErrorView.class)))
    ResponseEntity<TokenAnswer> token(
            @RequestBody MultiValueMap<String, String> form,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest http) {
        if (http.getQueryString() != null) {
            throw OAuthError.invalidRequest("Parameters belong in the body, not in the URL.");
        }
        TokenRequest request = new TokenRequest(form, authorization);
        TokenAnswer answer = switch (request.require("grant_type")) {
            case EXCHANGE -> exchange(request);
            case CLIENT_CREDENTIALS -> clientCredentials(request);
            default -> throw OAuthError.unsupportedGrantType();
        };
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(answer);
    }

    private TokenAnswer exchange(TokenRequest request) {
        if (!request.require("subject_token_type").equals(API_KEY)) {
            throw OAuthError.invalidRequest("subject_token_type must be " + API_KEY + ".");
        }
        Recognised key = tokens.recognise(request.require("subject_token")).orElseThrow(OAuthError::invalidGrant);
        return tokens.grant(key, request.scope(), EXCHANGED);
    }

    private TokenAnswer clientCredentials(TokenRequest request) {
        TokenRequest.Client client = request.client();
        Optional<Recognised> shown = tokens.recognise(client.secret());
        Recognised key = shown.filter(recognised -> recognised.key().id().equals(client.id()))
                .orElseThrow(() -> refusal(client, shown));
        return tokens.grant(key, request.scope(), CREDENTIALED);
    }

    private OAuthError refusal(TokenRequest.Client client, Optional<Recognised> shown) {
        refused.note(client.id(), shown);
        return OAuthError.invalidClient();
    }

    @ExceptionHandler
    ResponseEntity<OAuthErrorView> refuse(OAuthError refusal) {
        var body = new OAuthErrorView(refusal.code(), refusal.description());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return refusal.status() == 401
                ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"fermata\"")
                        .body(body)
                : answer.body(body);
    }
}
