package io.fermata.executor.providerkey;

import io.fermata.starter.jdbc.LoneStatement;
import io.fermata.starter.tenancy.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sealed keys in Postgres. Needs an open transaction, but for what model calls read. */
@Repository
class ProviderKeyStore {
    private static final LoneStatement FIND =
            new LoneStatement("SELECT version, sealed FROM provider_keys WHERE tenant_id = ? AND provider = ?");

    private final JdbcClient jdbc;
    private final JdbcTemplate database;

    ProviderKeyStore(JdbcClient jdbc, JdbcTemplate database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** In a transaction of its own. */
    Optional<SealedKey> find(ProviderName provider) {
        return FIND
                .query(
                        database,
                        (row, _) -> new SealedKey(
                                provider, row.getInt("version"), Objects.requireNonNull(row.getString("sealed"))),
                        tenant(),
                        provider.value())
                .stream()
                .findFirst();
    }

    /** Locks the row, or the place where it will be, until the transaction ends; gives the newest version, 0 for none. */
    int lockVersion(ProviderName provider) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .params(tenant() + "/provider-key/" + provider.value())
                .query()
                .listOfRows();
        return jdbc.sql("SELECT version FROM provider_keys WHERE tenant_id = ? AND provider = ?")
                .params(tenant(), provider.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    ProviderKeyView put(SealedKey key, Instant now) {
        return jdbc.sql("""
                INSERT INTO provider_keys (tenant_id, provider, version, sealed, created_at, updated_at)
                VALUES (:tenant, :provider, :version, :sealed, :now, :now)
                ON CONFLICT (tenant_id, provider) DO UPDATE
                SET version = excluded.version, sealed = excluded.sealed, updated_at = excluded.updated_at
                RETURNING *
                """)
                .param("tenant", tenant())
                .param("provider", key.provider().value())
                .param("version", key.version())
                .param("sealed", key.sealed())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(ProviderKeyStore::view)
                .single();
    }

    Optional<ProviderKeyView> view(ProviderName provider) {
        return jdbc.sql("SELECT * FROM provider_keys WHERE tenant_id = ? AND provider = ?")
                .params(tenant(), provider.value())
                .query(ProviderKeyStore::view)
                .optional();
    }

    List<ProviderKeyView> list(int most, @Nullable String before) {
        return jdbc.sql("""
                SELECT * FROM provider_keys
                 WHERE tenant_id = :tenant AND (:before::text IS NULL OR provider COLLATE "C" < :before)
                 ORDER BY provider COLLATE "C" DESC LIMIT :most
                """)
                .param("tenant", tenant())
                .param("before", before)
                .param("most", most)
                .query(ProviderKeyStore::view)
                .list();
    }

    boolean delete(ProviderName provider) {
        return jdbc.sql("DELETE FROM provider_keys WHERE tenant_id = ? AND provider = ?")
                        .params(tenant(), provider.value())
                        .update()
                > 0;
    }

    private static String tenant() {
        return Tenants.current().value();
    }

    private static ProviderKeyView view(ResultSet row, int ignored) throws SQLException {
        return new ProviderKeyView(
                Objects.requireNonNull(row.getString("provider")),
                row.getInt("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
