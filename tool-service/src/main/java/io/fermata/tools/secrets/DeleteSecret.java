package io.fermata.tools.secrets;

import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a secret away. Tools that name it fail from then on. */
@Service
class DeleteSecret {
    private final SecretStore secrets;
    private final AuditTrail audit;

    DeleteSecret(SecretStore secrets, AuditTrail audit) {
        this.secrets = secrets;
        this.audit = audit;
    }

    @Transactional
    void handle(String name) {
        if (!SecretName.valid(name) || !secrets.delete(new SecretName(name))) {
            throw ProblemException.notFound("secret");
        }
        audit.record(AuditEntry.of("secret.delete", "secret", name));
    }
}
