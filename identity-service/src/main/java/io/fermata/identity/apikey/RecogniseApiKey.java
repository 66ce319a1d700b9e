package io.fermata.identity.apikey;

import io.fermata.identity.role.Roles;
import io.fermata.identity.serviceaccount.FindServiceAccounts;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells whose key a secret is. The only look-up that does not know its tenant yet. */
@Component
public class RecogniseApiKey {
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final ApiKeyRows rows;
    private final Roles roles;
    private final FindServiceAccounts accounts;
    private final KeySecrets secrets;
    private final RefusedKeys refused;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RecogniseApiKey(
            JdbcClient database,
            ApiKeyRows rows,
            Roles roles,
            FindServiceAccounts accounts,
            KeySecrets secrets,
            RefusedKeys refused,
            TransactionTemplate transactions,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.roles = roles;
        this.accounts = accounts;
        this.secrets = secrets;
        this.refused = refused;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A key that counts.
     *
     * @param permissions what the key allows now, which for a machine's key is no more than the machine may do
     * @param secretHash of the secret that was shown, in hex
     * @param until when that secret ends: with the key, or with the overlap of a rotation
     */
    public record Recognised(
            TenantId tenant,
            ApiKey key,
            Set<String> permissions,
            String secretHash,
            @Nullable Instant until) {}

    private record Candidate(TenantId tenant, String id) {}

    private sealed interface Look {
        record Good(Recognised key) implements Look {}

        record Bad(String reason) implements Look {}
    }

    /** Empty when there is no such key, and when it is revoked or expired: the caller cannot tell which. */
    public Optional<Recognised> handle(String secret) {
        if (!KeySecrets.isWellFormed(secret)) {
            return Optional.empty();
        }
        byte[] hash = secrets.hash(secret);
        return candidate(hash).flatMap(candidate -> switch (look(candidate, hash)) {
            case Look.Good good -> Optional.of(good.key());
            case Look.Bad bad -> {
                refused.note(candidate.tenant(), candidate.id(), bad.reason());
                yield Optional.empty();
            }
        });
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

    private Look look(Candidate candidate, byte[] hash) {
        Instant now = clock.instant();
        return Tenants.call(
                candidate.tenant(),
                () -> transactions.execute(_ -> rows.findById(candidate.id())
                        .filter(row -> row.takes(hash, now))
                        .map(row -> judge(candidate.tenant(), row, hash, now))
                        .orElse(new Look.Bad("the secret was replaced"))));
    }

    private Look judge(TenantId tenant, ApiKeyRow row, byte[] hash, Instant now) {
        ApiKey key = row.key(roles);
        if (key.state(now) != KeyState.ACTIVE) {
            return new Look.Bad("the key is " + key.state(now).value());
        }
        Optional<Set<String>> permissions = permissions(key);
        if (permissions.isEmpty()) {
            return new Look.Bad("its service account is disabled");
        }
        rows.touch(key.id(), now, now.minus(USE_NOTED_EVERY));
        String shown = HexFormat.of().formatHex(hash);
        return new Look.Good(new Recognised(tenant, key, permissions.get(), shown, row.endOf(hash)));
    }

    private Optional<Set<String>> permissions(ApiKey key) {
        Set<String> granted = key.grant().permissions();
        return key.serviceAccountId() == null
                ? Optional.of(granted)
                : accounts.findPermissions(key.serviceAccountId())
                        .map(held -> granted.stream().filter(held::contains).collect(Collectors.toUnmodifiableSet()));
    }
}
