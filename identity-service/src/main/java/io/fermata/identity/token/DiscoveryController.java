package io.fermata.identity.token;

import io.fermata.starter.security.PublicOperation;
import io.fermata.starter.security.TokenSigner;
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
            String tokenEndpoint,
            String jwksUri,
            List<String> grantTypesSupported,
            List<String> tokenEndpointAuthMethodsSupported,
            List<String> responseTypesSupported,
            List<String> subjectTypesSupported,
            List<String> idTokenSigningAlgValuesSupported) {

        static Discovery of(String issuer) {
            return new Discovery(
                    issuer,
                    issuer + "/oauth2/token",
                    issuer + "/oauth2/jwks",
                    List.of("client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange"),
                    List.of("client_secret_basic"),
                    List.of(),
                    List.of("public"),
                    List.of("RS256"));
        }
    }

    @PublicOperation
    @GetMapping({"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    Discovery discovery() {
        return discovery;
    }
}
