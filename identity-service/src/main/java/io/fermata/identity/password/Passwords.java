package io.fermata.identity.password;

import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The passwords of the current tenant's people. */
@Component
public class Passwords {
    private final JdbcClient database;
    private final PasswordHashes hashes;
    private final Clock clock;

    Passwords(JdbcClient database, PasswordHashes hashes, Clock clock) {
        this.database = database;
        this.hashes = hashes;
        this.clock = clock;
    }

    /** A password that may be set, hashed. Made before the transaction: hashing takes its time. */
    public record Hashed(String hash) {
        @Override
        public String toString() {
            return "Hashed[…]";
        }
    }

    /** Refuses what breaks the rules. */
    public Hashed hash(String password, String email) {
        PasswordRules.objection(password, email).ifPresent(objection -> {
            throw ProblemException.validation("/password", objection);
        });
        return new Hashed(hashes.hash(password));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void set(String userId, Hashed password) {
        database.sql("""
                        INSERT INTO passwords (user_id, tenant_id, hash, changed_at)
                        VALUES (:user, app_tenant(), :hash, :now)
                        ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at
                        """)
                .param("user", userId)
                .param("hash", password.hash())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
