package io.fermata.starter.idempotency;

import io.fermata.starter.tenancy.Tenants;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The first answer to each key, in table {@code idempotency_keys}. The primary key decides who is first. */
final class IdempotencyKeys {
    private static final String CLAIM = """
            INSERT INTO idempotency_keys AS known (tenant_id, caller, key, operation, request_sha, stem)
            VALUES (app_tenant(), :caller, :key, :operation, :sha, :stem)
            ON CONFLICT (tenant_id, caller, key) DO UPDATE
            SET operation = excluded.operation, request_sha = excluded.request_sha, attempt = known.attempt + 1,
                status = NULL, headers = NULL, body = NULL, created_at = now(), free = false,
                stem = CASE WHEN known.created_at >= now() - interval '24 hours' AND known.stem <> ''
                             AND known.operation = excluded.operation AND known.request_sha = excluded.request_sha
                            THEN known.stem ELSE excluded.stem END
            WHERE known.created_at < now() - interval '24 hours'
               OR known.free
               OR (known.status IS NULL AND known.created_at < now() - interval '60 seconds'
                   AND known.operation = excluded.operation AND known.request_sha = excluded.request_sha)
            RETURNING attempt, stem
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
            UPDATE idempotency_keys SET free = true
            WHERE tenant_id = app_tenant() AND caller = :caller AND key = :key AND attempt = :attempt AND status IS NULL
            """;

    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final StoredHeaders headers;
    private final SealedBodies bodies;
    private final Supplier<String> stems;

    IdempotencyKeys(
            JdbcClient database,
            TransactionOperations transactions,
            StoredHeaders headers,
            SealedBodies bodies,
            Supplier<String> stems) {
        this.database = database;
        this.transactions = transactions;
        this.headers = headers;
        this.bodies = bodies;
        this.stems = stems;
    }

    /** Takes the key for this request, or says who has it. */
    Claim claim(KeyedRequest request) {
        return transactions.execute(_ -> {
            var taken = database.sql(CLAIM)
                    .params(request.parameters())
                    .param("stem", stems.get())
                    .query((row, _) -> new Claim.Taken(row.getInt("attempt"), row.getString("stem")))
                    .optional();
            return taken.<Claim>map(claim -> claim).orElseGet(() -> known(request));
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
                                    bodies.open(request, row.getString("body"))));
                })
                .optional()
                // Released by its owner between the two statements.
                .orElseGet(Claim.InProgress::new);
    }

    void keep(KeyedRequest request, Claim.Taken claim, Answer answer) {
        // Before the transaction: a tenant's first key is made in one of its own.
        String body = bodies.seal(request, answer.body());
        transactions.executeWithoutResult(_ -> database.sql(KEEP)
                .params(owner(request, claim))
                .param("status", answer.status())
                .param("headers", headers.write(answer.headers()))
                .param("body", body)
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
