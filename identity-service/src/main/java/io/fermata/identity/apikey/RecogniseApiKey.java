package io.fermata.identity.apikey;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells whose key a secret is. The only look-up that does not know its tenant yet. */
@Component
public class RecogniseApiKey {
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final ApiKeyRows rows;
    private final KeySecrets secrets;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RecogniseApiKey(
            JdbcClient database, ApiKeyRows rows, KeySecrets secrets, TransactionTemplate transactions, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.secrets = secrets;
        this.transactions = transactions;
        this.clock = clock;
    }

    public record Recognised(TenantId tenant, ApiKey key) {}

    private record Candidate(TenantId tenant, String id) {}

    /** Empty when there is no such key, and when it is revoked or expired: the caller cannot tell which. */
    public Optional<Recognised> handle(String secret) {
        if (!KeySecrets.isWellFormed(secret)) {
            return Optional.empty();
        }
        return candidate(secrets.hash(secret))
                .flatMap(candidate -> active(candidate).map(key -> new Recognised(candidate.tenant(), key)));
    }

    /** The index has compared the hashes already; comparing once more in constant time owes nothing to how it did. */
    private Optional<Candidate> candidate(byte[] hash) {
        return Tenants.housekeeping(() ->
                transactions.execute(_ -> database.sql("SELECT tenant_id, key_id, secret_hash FROM find_api_key(:hash)")
                        .param("hash", hash)
                        .query((row, _) -> MessageDigest.isEqual(row.getBytes(3), hash)
                                ? Optional.of(new Candidate(new TenantId(row.getString(1)), row.getString(2)))
                                : Optional.<Candidate>empty())
                        .optional()
                        .flatMap(Function.identity())));
    }

    private Optional<ApiKey> active(Candidate candidate) {
        Instant now = clock.instant();
        return Tenants.call(
                candidate.tenant(),
                () -> transactions.execute(_ -> {
                    Optional<ApiKey> key = rows.findById(candidate.id())
                            .map(ApiKeyRow::key)
                            .filter(found -> found.state(now) == KeyState.ACTIVE);
                    key.ifPresent(used -> rows.touch(used.id(), now, now.minus(USE_NOTED_EVERY)));
                    return key;
                }));
    }
}
