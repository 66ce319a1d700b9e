package io.fermata.identity.password;

import io.fermata.contracts.Problems;
import io.fermata.identity.audit.Audit;
import io.fermata.identity.revocation.Revocations;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A person changes their own password, and is signed out everywhere. */
@Component
class ChangePassword {
    private static final String USER = "user:";

    private final JdbcClient database;
    private final SignInWithPassword signIn;
    private final Passwords passwords;
    private final Revocations revocations;
    private final Audit audit;
    private final TransactionTemplate transactions;

    ChangePassword(
            JdbcClient database,
            SignInWithPassword signIn,
            Passwords passwords,
            Revocations revocations,
            Audit audit,
            TransactionTemplate transactions) {
        this.database = database;
        this.signIn = signIn;
        this.passwords = passwords;
        this.revocations = revocations;
        this.audit = audit;
        this.transactions = transactions;
    }

    void handle(Caller caller, String current, String next) {
        String email = email(caller);
        // The same door as for signing in: with the same count of failures, and the same pause.
        var attempt = new SignInWithPassword.Attempt(caller.tenant().value(), email, current);
        SignInWithPassword.Person person = signIn.handle(attempt)
                .orElseThrow(
                        () -> ProblemException.validation("/current_password", "is not right, or was tried too often"));
        Passwords.Hashed hashed = passwords.hash(next, email);
        transactions.executeWithoutResult(_ -> {
            passwords.set(person.userId(), hashed);
            revocations.endSignIns(person.userId());
            audit.record("user.change_password", person.userId(), Map.of());
        });
    }

    private String email(Caller caller) {
        if (!caller.subject().startsWith(USER)) {
            throw ProblemException.of(Problems.FORBIDDEN, "Only people have passwords.");
        }
        return transactions.execute(_ -> database.sql("SELECT email FROM users WHERE id = :id")
                .param("id", caller.subject().substring(USER.length()))
                .query(String.class)
                .optional()
                .orElseThrow(() -> ProblemException.notFound("user")));
    }
}
