package io.fermata.starter.security;

import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The public keys of all replicas, in table {@code signing_keys}. */
final class SigningKeyStore {
    private final JdbcClient database;
    private final TransactionOperations transactions;

    SigningKeyStore(JdbcClient database, TransactionOperations transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    void publish(String kid, String publicJwk, Duration validFor) {
        String insert = """
                INSERT INTO signing_keys (kid, public_jwk, valid_until)
                VALUES (:kid, :jwk::jsonb, now() + make_interval(secs => :seconds))
                """;
        Tenants.housekeeping(() -> transactions.executeWithoutResult(_ -> {
            database.sql("DELETE FROM signing_keys WHERE valid_until < now()").update();
            database.sql(insert)
                    .param("kid", kid)
                    .param("jwk", publicJwk)
                    .param("seconds", validFor.toSeconds())
                    .update();
        }));
    }

    /** The published JWKs, newest first. */
    List<String> published() {
        String select = "SELECT public_jwk::text FROM signing_keys WHERE valid_until > now() ORDER BY created_at DESC";
        return Tenants.housekeeping(
                () -> database.sql(select).query(String.class).list());
    }
}
