package io.fermata.identity.authorization;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.revocation.Revocations;
import io.fermata.starter.tenancy.Tenants;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends the sign-in an ID token came of: its refresh tokens at once, its access tokens as soon as the services hear of it. */
@Component
class EndSignIn {
    private final AuthorizationTable table;
    private final Revocations revocations;
    private final Audit audit;
    private final TransactionTemplate transactions;

    EndSignIn(AuthorizationTable table, Revocations revocations, Audit audit, TransactionTemplate transactions) {
        this.table = table;
        this.revocations = revocations;
        this.audit = audit;
        this.transactions = transactions;
    }

    void handle(IdTokenHint hint) {
        Tenants.run(hint.tenant(), () -> transactions.executeWithoutResult(_ -> end(hint)));
    }

    private void end(IdTokenHint hint) {
        boolean goesOn = table.find(hint.signIn()).filter(row -> !row.revoked()).isPresent();
        if (goesOn) {
            revocations.endFamily(hint.signIn());
            audit.recordOf(hint.subject(), "sign_in.end", hint.signIn(), Map.of("client", hint.clientId()));
        }
    }
}
