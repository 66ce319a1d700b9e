package io.fermata.identity.authorization;

import io.fermata.identity.signin.SignedIn;
import io.fermata.starter.tenancy.TenantId;
import java.security.MessageDigest;
import java.security.Principal;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An authorization as JSON and back. Field by field: nothing that is read chooses a class. ID tokens are not kept, they are
 * made anew.
 */
final class AuthorizationDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REQUEST = OAuth2AuthorizationRequest.class.getName();
    private static final String PRINCIPAL = Principal.class.getName();

    private final TokenHashes hashes;

    AuthorizationDocument(TokenHashes hashes) {
        this.hashes = hashes;
    }

    ObjectNode write(OAuth2Authorization authorization) {
        ObjectNode document = JSON.objectNode()
                .put("principal_name", authorization.getPrincipalName())
                .put("grant_type", authorization.getAuthorizationGrantType().getValue());
        document.set("authorized_scopes", texts(authorization.getAuthorizedScopes()));
        person(authorization).ifPresent(person -> document.set("person", write(person)));
        OAuth2AuthorizationRequest request = authorization.getAttribute(REQUEST);
        if (request != null) {
            document.set("request", write(request));
        }
        Set<String> asked = authorization.getAttribute(OAuth2ParameterNames.SCOPE);
        if (asked != null) {
            document.set("asked_scopes", texts(asked));
        }
        String state = authorization.getAttribute(OAuth2ParameterNames.STATE);
        if (state != null) {
            document.put("state", encoded(state));
        }
        ObjectNode tokens = document.putObject("tokens");
        for (TokenKind kind : TokenKind.ofTokens()) {
            find(authorization, kind).ifPresent(token -> tokens.set(kind.value(), write(token)));
        }
        return document;
    }

    /** @param presented stands in for the hash of the token it is */
    OAuth2Authorization read(String id, RegisteredClient client, JsonNode document, Presented presented) {
        OAuth2Authorization.Builder authorization = OAuth2Authorization.withRegisteredClient(client)
                .id(id)
                .principalName(document.get("principal_name").asString())
                .authorizationGrantType(
                        new AuthorizationGrantType(document.get("grant_type").asString()))
                .authorizedScopes(texts(document.get("authorized_scopes")));
        if (document.has("person")) {
            authorization.attribute(PRINCIPAL, authenticated(document.get("person")));
        }
        if (document.has("request")) {
            authorization.attribute(REQUEST, request(document.get("request")));
        }
        if (document.has("asked_scopes")) {
            authorization.attribute(OAuth2ParameterNames.SCOPE, texts(document.get("asked_scopes")));
        }
        if (document.has("state")) {
            authorization.attribute(
                    OAuth2ParameterNames.STATE,
                    presented.valueOf(document.get("state").asString()));
        }
        document.get("tokens")
                .properties()
                .forEach(token -> read(TokenKind.of(token.getKey()), token.getValue(), authorization, presented));
        return authorization.build();
    }

    /** What somebody showed, and its hash. */
    @SuppressWarnings("ArrayRecordComponent") // looked up by, never compared as a record
    record Presented(String value, byte[] hash) {
        String valueOf(String storedHash) {
            byte[] stored = Base64.getUrlDecoder().decode(storedHash);
            return MessageDigest.isEqual(stored, hash) ? value : TokenHashes.placeholder(stored);
        }

        @Override
        public String toString() {
            return "Presented[…]";
        }
    }

    static Optional<SignedIn> person(OAuth2Authorization authorization) {
        Authentication somebody = authorization.getAttribute(PRINCIPAL);
        return somebody != null && somebody.getPrincipal() instanceof SignedIn person
                ? Optional.of(person)
                : Optional.empty();
    }

    static Optional<OAuth2Authorization.Token<? extends OAuth2Token>> find(
            OAuth2Authorization authorization, TokenKind kind) {
        return kind.type().map(type -> (OAuth2Authorization.Token<? extends OAuth2Token>) authorization.getToken(type));
    }

    private static ObjectNode write(SignedIn person) {
        return JSON.objectNode()
                .put("tenant", person.tenant().value())
                .put("user_id", person.userId())
                .put("at", person.at().toString());
    }

    private static Authentication authenticated(JsonNode person) {
        SignedIn somebody = new SignedIn(
                new TenantId(person.get("tenant").asString()),
                person.get("user_id").asString(),
                Instant.parse(person.get("at").asString()));
        return UsernamePasswordAuthenticationToken.authenticated(somebody, null, List.of());
    }

    private static ObjectNode write(OAuth2AuthorizationRequest request) {
        ObjectNode written = JSON.objectNode()
                .put("authorization_uri", request.getAuthorizationUri())
                .put("client_id", request.getClientId())
                .put("redirect_uri", request.getRedirectUri())
                .put("state", request.getState());
        written.set("scopes", texts(request.getScopes()));
        ObjectNode more = written.putObject("parameters");
        request.getAdditionalParameters().forEach((name, value) -> more.put(name, String.valueOf(value)));
        return written;
    }

    private static OAuth2AuthorizationRequest request(JsonNode request) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(request.get("authorization_uri").asString())
                .clientId(request.get("client_id").asString())
                .redirectUri(textOrNull(request.get("redirect_uri")))
                .state(textOrNull(request.get("state")))
                .scopes(texts(request.get("scopes")))
                .additionalParameters(request.get("parameters").properties().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, more -> more.getValue().asString())))
                .build();
    }

    private ObjectNode write(OAuth2Authorization.Token<? extends OAuth2Token> token) {
        OAuth2Token held = token.getToken();
        ObjectNode written = JSON.objectNode()
                .put("hash", encoded(held.getTokenValue()))
                .put("issued_at", String.valueOf(held.getIssuedAt()))
                .put("expires_at", String.valueOf(held.getExpiresAt()))
                .put("invalidated", token.isInvalidated());
        if (held instanceof OAuth2AccessToken access) {
            written.set("scopes", texts(access.getScopes()));
        }
        return written;
    }

    private static void read(
            TokenKind kind, JsonNode token, OAuth2Authorization.Builder authorization, Presented presented) {
        String value = presented.valueOf(token.get("hash").asString());
        Instant issued = Instant.parse(token.get("issued_at").asString());
        Instant expires = Instant.parse(token.get("expires_at").asString());
        OAuth2Token read = switch (kind) {
            case CODE -> new OAuth2AuthorizationCode(value, issued, expires);
            case ACCESS_TOKEN ->
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER, value, issued, expires, texts(token.get("scopes")));
            case REFRESH_TOKEN -> new OAuth2RefreshToken(value, issued, expires);
            case DEVICE_CODE -> new OAuth2DeviceCode(value, issued, expires);
            case USER_CODE -> new OAuth2UserCode(value, issued, expires);
            case STATE -> throw new IllegalStateException("a state is no token");
        };
        boolean invalidated = token.get("invalidated").asBoolean();
        authorization.token(
                read, metadata -> metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, invalidated));
    }

    private String encoded(String value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hashes.ofHeld(value));
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isNull() ? null : node.asString();
    }

    private static ArrayNode texts(Set<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
