package io.fermata.identity.revocation;

import com.nimbusds.jwt.SignedJWT;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.Denials;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.InvalidTokenException;
import io.fermata.starter.security.KeysUnavailableException;
import io.fermata.starter.security.TrustedIssuers;
import io.fermata.starter.tenancy.Tenants;
import java.text.ParseException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Tells a tenant that a token of its was shown at the edge and refused there. Believes nobody: it looks at the token itself,
 * and of one that is good, or that nobody trusted signed, there is nothing to tell.
 */
@Component
class RefusedToken {
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final TrustedIssuers issuers;
    private final Revocations revocations;
    private final Denials denials;

    RefusedToken(TrustedIssuers issuers, Revocations revocations, Denials denials) {
        this.issuers = issuers;
        this.revocations = revocations;
        this.denials = denials;
    }

    void handle(String token, String operation) {
        try {
            Caller holder = issuers.verify(token);
            if (isRevoked(token, holder)) {
                note(holder, operation, "the token was revoked");
            }
        } catch (InvalidTokenException refusal) {
            refusal.holder().ifPresent(holder -> note(holder, operation, String.valueOf(refusal.getMessage())));
        } catch (KeysUnavailableException _) {
            throw ProblemException.unavailable("The token cannot be checked now.", COME_BACK);
        }
    }

    private boolean isRevoked(String token, Caller holder) {
        return Tenants.call(holder.tenant(), () -> revocations.refuses(idOf(token), holder.subject()));
    }

    private void note(Caller holder, String operation, String reason) {
        AuditEntry entry = Denials.entry(operation).with("reason", reason);
        Tenants.run(holder.tenant(), () -> denials.note(holder.subject(), entry));
    }

    private static String idOf(String verified) {
        try {
            return String.valueOf(SignedJWT.parse(verified).getJWTClaimsSet().getJWTID());
        } catch (ParseException e) {
            throw new IllegalStateException("a verified token cannot be read", e);
        }
    }
}
