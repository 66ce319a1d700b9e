package io.fermata.identity.revocation;

import io.fermata.starter.json.Json;
import io.fermata.starter.security.PublicOperation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * What resource servers must refuse although its signature is good. Open like the key set, and never routed by the
 * gateway: without knowing a token, a subject or a tenant nothing can be read out of a fingerprint.
 */
@RestController
class RevocationController {
    private final Revocations revocations;

    RevocationController(Revocations revocations) {
        this.revocations = revocations;
    }

    /** @param revoked SHA-256, in hex, of {@code token:<jti>}, {@code subject:<sub>} and {@code tenant:<tenant>} */
    record RevokedView(List<String> revoked) {}

    /** The whole list, or 304 when it is the one the asker has. */
    @PublicOperation
    @GetMapping("/internal/v1/revocations")
    @Nullable
    ResponseEntity<RevokedView> revoked(WebRequest request) {
        List<String> live = revocations.live();
        String tag = "\"" + Json.sha256(String.join("\n", live).getBytes(StandardCharsets.UTF_8)) + "\"";
        if (request.checkNotModified(tag)) {
            return null;
        }
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.noCache())
                .body(new RevokedView(live));
    }
}
