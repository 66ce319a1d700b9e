package io.fermata.identity.token;

import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SigningKeyController {
    private final RotateSigningKey rotateSigningKey;

    SigningKeyController(RotateSigningKey rotateSigningKey) {
        this.rotateSigningKey = rotateSigningKey;
    }

    record SigningKeyView(String kid) {}

    @PostMapping("/api/v1/signing-keys/rotate")
    @RequiresPermission("platform:admin")
    @Operation(
            summary = "Rotate the key that signs tokens",
            description = "Tokens that were signed with the old key stay valid until they expire.")
    SigningKeyView rotate() {
        return new SigningKeyView(rotateSigningKey.handle());
    }
}
