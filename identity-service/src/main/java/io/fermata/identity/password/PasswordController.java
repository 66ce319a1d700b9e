package io.fermata.identity.password;

import io.fermata.identity.permission.AnyPermission;
import io.fermata.starter.security.AnyCaller;
import io.fermata.starter.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PasswordController {
    private final ChangePassword changePassword;

    PasswordController(ChangePassword changePassword) {
        this.changePassword = changePassword;
    }

    record ChangePasswordRequest(
            @NotBlank @Size(max = PasswordRules.LONGEST) String currentPassword,
            @NotBlank @Size(max = PasswordRules.LONGEST) String password) {
        @Override
        public String toString() {
            return "ChangePasswordRequest[…]";
        }
    }

    @PostMapping("/api/v1/me/password")
    @AnyPermission
    @AnyCaller
    @Operation(
            summary = "Change the caller's own password",
            description = "Ends all sign-ins of the caller. 422 if `current_password` is not right or was tried too"
                    + " often, 403 for API keys.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@Valid @RequestBody ChangePasswordRequest request) {
        changePassword.handle(Caller.current(), request.currentPassword(), request.password());
    }
}
