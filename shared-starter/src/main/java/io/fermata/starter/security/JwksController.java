package io.fermata.starter.security;

import io.swagger.v3.oas.annotations.Operation;
import java.util.concurrent.TimeUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys of this service's issuer (RFC 7517). */
@RestController
final class JwksController {
    private final SigningKeyStore keys;

    JwksController(SigningKeyStore keys) {
        this.keys = keys;
    }

    @PublicOperation
    @GetMapping("/oauth2/jwks")
    @Operation(summary = "Read the public keys of the tokens this service signs")
    ResponseEntity<String> keys() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(1, TimeUnit.MINUTES))
                .body("{\"keys\":[" + String.join(",", keys.published()) + "]}");
    }
}
