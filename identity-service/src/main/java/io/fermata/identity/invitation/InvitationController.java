package io.fermata.identity.invitation;

import io.fermata.identity.password.PasswordRules;
import io.fermata.starter.security.PublicOperation;
import io.fermata.starter.security.RequiresPermission;
import io.fermata.starter.security.TokenSigner;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InvitationController {
    private final Invitations invitations;
    private final String page;

    InvitationController(Invitations invitations, TokenSigner signer) {
        this.invitations = invitations;
        this.page = signer.issuer() + "/invitation?token=";
    }

    /** @param url where the person sets their password; shown here and never again, like the token in it */
    record InvitationView(String userId, String token, String url, Instant expiresAt) {
        @Override
        public String toString() {
            return "InvitationView[" + userId + "]";
        }
    }

    record AcceptInvitationRequest(
            @NotBlank @Size(max = 100) String token,
            @NotBlank @Size(max = PasswordRules.LONGEST) String password) {
        @Override
        public String toString() {
            return "AcceptInvitationRequest[…]";
        }
    }

    @PostMapping("/api/v1/users/{id}/invitation")
    @RequiresPermission("users:write")
    @Operation(
            summary = "Invite a user to set a password",
            description = "Nothing is sent: pass on `url`, which is shown in this answer only and works once, until"
                    + " `expires_at`. A newer invitation replaces the older one.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<InvitationView> invite(@PathVariable String id) {
        Invitations.Invitation invitation = invitations.invite(id);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new InvitationView(id, invitation.token(), page + invitation.token(), invitation.expiresAt()));
    }

    @DeleteMapping("/api/v1/users/{id}/invitation")
    @RequiresPermission("users:write")
    @Operation(summary = "Withdraw the invitation of a user")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String id) {
        invitations.withdraw(id);
    }

    @PostMapping("/oauth2/invitations/accept")
    @PublicOperation
    @Operation(
            summary = "Set a password with an invitation",
            description = "Uses the invitation up and ends all sign-ins of the user. 404 if it is used up, replaced or"
                    + " too old.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(@Valid @RequestBody AcceptInvitationRequest request) {
        invitations.accept(request.token(), request.password());
    }
}
