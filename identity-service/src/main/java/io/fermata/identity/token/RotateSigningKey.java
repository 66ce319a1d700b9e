package io.fermata.identity.token;

import io.fermata.identity.audit.Audit;
import io.fermata.starter.security.TokenSigner;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a new signing key into use before its time. Tokens signed with the old one stay valid until they expire. */
@Component
class RotateSigningKey {
    private final TokenSigner signer;
    private final Audit audit;
    private final TransactionTemplate transactions;

    RotateSigningKey(TokenSigner signer, Audit audit, TransactionTemplate transactions) {
        this.signer = signer;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Returns the id of the key that signs from now on. */
    String handle() {
        String keyId = signer.rotate();
        transactions.executeWithoutResult(_ -> audit.record("signing_key.rotate", keyId, Map.of()));
        return keyId;
    }
}
