package io.fermata.starter.idempotency;

import io.fermata.starter.tenancy.Tenants;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The first answer to each key, in table {@code idempotency_keys}. The primary key decides who is first. */
final class IdempotencyKeys {
    private static final String CLAIM = """
            INSERT INTO idempotency_keys AS known (tenant_id, caller, key, operation, request_sha)
            VALUES (app_tenant(), :caller, :key, :operation, :sha)
            ON CONFLICT (tenant_id, caller, key) DO UPDATE
            SET operation = excluded.operation, request_sha = excluded.request_sha, attempt = known.attempt + 1,
                status = NULL, headers = NULL, body = NULL, created_at = now()
            WHERE known.created_at < now() - interval '24 hours'
               OR (known.status IS NULL AND known.created_at < now() - interval '60 seconds'
                   AND known.operation = excluded.operation AND known.request_sha = excluded.request_sha)
            RETURNING attempt
            """;
    private static final String FIND = """
            SELECT operation, request_sha, status, headers::text, body
            FROM idempotency_keys WHERE tenant_id = app_tenant() AND caller = :caller AND key = :key
            """;
    private static final String KEEP = """
            UPDATE idempotency_keys SET status = :status, headers = :headers::jsonb, body = :body
            WHERE tenant_id = app_tenant() AND caller = :caller AND key = :key AND attempt = :attempt AND status IS NULL
            """;
    private static final String RELEASE = """
            DELETE FROM idempotency_keys
            WHERE tenant_id = app_tenant() AND caller = :caller AND key = :key AND attempt = :attempt AND status IS NULL
            """;

    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final StoredHeaders headers;
    private final SealedBodies bodies;

    IdempotencyKeys(
            JdbcClient database, TransactionOperations transactions, StoredHeaders headers, SealedBodies bodies) {
        this.database = database;
        this.transactions = transactions;
        this.headers = headers;
        this.bodies = bodies;
    }

    /** Takes the key for this request, or says who has it. */
    Claim claim(KeyedRequest request) {
        return transactions.execute(_ -> {
            var attempt = database.sql(CLAIM)
                    .params(request.parameters())
                    .query(Integer.class)
                    .optional();
            return attempt.<Claim>map(Claim.Taken::new).orElseGet(() -> known(request));
        });
    }

    private Claim known(KeyedRequest request) {
        return database.sql(FIND)
                .param("caller", request.caller())
                .param("key", request.key())
                .query((row, _) -> {
                    if (!request.isSameAs(row.getString("operation"), row.getString("request_sha"))) {
                        return new Claim.Mismatch();
                    }
                    int status = row.getInt("status");
                    return row.wasNull()
                            ? new Claim.InProgress()
                            : new Claim.Answered(new Answer(
                                    status,
                                    headers.read(row.getString("headers")),
                                    bodies.open(request, row.getBytes("body"))));
                })
                .optional()
                // Released by its owner between the two statements.
                .orElseGet(Claim.InProgress::new);
    }

    void keep(KeyedRequest request, Claim.Taken claim, Answer answer) {
        transactions.executeWithoutResult(_ -> database.sql(KEEP)
                .params(owner(request, claim))
                .param("status", answer.status())
                .param("headers", headers.write(answer.headers()))
                .param("body", bodies.seal(request, answer.body()))
                .update());
    }

    void release(KeyedRequest request, Claim.Taken claim) {
        transactions.executeWithoutResult(
                _ -> database.sql(RELEASE).params(owner(request, claim)).update());
    }

    /** Forgets the keys of all tenants that are older than a day. */
    void forgetOld() {
        Tenants.housekeeping(() -> database.sql("SELECT forget_idempotency_keys()")
                .query(Long.class)
                .single());
    }

    private static Map<String, ?> owner(KeyedRequest request, Claim.Taken claim) {
        return Map.of("caller", request.caller(), "key", request.key(), "attempt", claim.attempt());
    }
}
