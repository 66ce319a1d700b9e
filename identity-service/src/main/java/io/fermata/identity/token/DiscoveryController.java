package io.fermata.identity.token;

import io.fermata.starter.security.PublicOperation;
import io.fermata.starter.security.TokenSigner;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What clients need to know of the issuer (OpenID Connect Discovery, RFC 8414). */
@RestController
class DiscoveryController {
    private final Discovery discovery;

    DiscoveryController(TokenSigner signer) {
        this.discovery = Discovery.of(signer.issuer());
    }

    record Discovery(
            String issuer,
            String authorizationEndpoint,
            String tokenEndpoint,
            String userinfoEndpoint,
            String endSessionEndpoint,
            String deviceAuthorizationEndpoint,
            String revocationEndpoint,
            String introspectionEndpoint,
            String jwksUri,
            List<String> responseTypesSupported,
            List<String> responseModesSupported,
            List<String> grantTypesSupported,
            List<String> scopesSupported,
            List<String> claimsSupported,
            List<String> subjectTypesSupported,
            List<String> idTokenSigningAlgValuesSupported,
            List<String> tokenEndpointAuthMethodsSupported,
            List<String> revocationEndpointAuthMethodsSupported,
            List<String> introspectionEndpointAuthMethodsSupported,
            List<String> codeChallengeMethodsSupported,
            boolean requestUriParameterSupported) {

        static Discovery of(String issuer) {
            return new Discovery(
                    issuer,
                    issuer + "/oauth2/authorize",
                    issuer + "/oauth2/token",
                    issuer + "/oauth2/userinfo",
                    issuer + "/oauth2/logout",
                    issuer + "/oauth2/device_authorization",
                    issuer + "/oauth2/revoke",
                    issuer + "/oauth2/introspect",
                    issuer + "/oauth2/jwks",
                    List.of("code"),
                    List.of("query"),
                    List.of(
                            "authorization_code",
                            "refresh_token",
                            "client_credentials",
                            "urn:ietf:params:oauth:grant-type:device_code",
                            "urn:ietf:params:oauth:grant-type:token-exchange"),
                    List.of("openid", "profile", "email", "fermata"),
                    List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "sid", "name", "email", "tenant"),
                    List.of("public"),
                    List.of("RS256"),
                    List.of("client_secret_basic", "none"),
                    List.of("client_secret_basic", "none"),
                    List.of("client_secret_basic"),
                    List.of("S256"),
                    false);
        }
    }

    @GetMapping({"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    @PublicOperation
    @Operation(summary = "Read the metadata of the token issuer")
    Discovery discovery() {
        return discovery;
    }
}
