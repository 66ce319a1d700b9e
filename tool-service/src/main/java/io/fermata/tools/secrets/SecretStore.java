package io.fermata.tools.secrets;

import io.fermata.starter.jdbc.LoneStatement;
import io.fermata.starter.tenancy.Tenants;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sealed secrets in Postgres. Needs an open transaction, but for what calls of tools read. */
@Component
class SecretStore {
    private static final LoneStatement FIND =
            new LoneStatement("SELECT * FROM secrets WHERE tenant_id = ? AND name = ANY (?)");

    private final JdbcClient jdbc;
    private final JdbcTemplate database;

    SecretStore(JdbcClient jdbc, JdbcTemplate database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** In a transaction of its own. */
    List<SealedSecret> find(Collection<String> names) {
        return FIND.query(database, SecretStore::sealed, tenant(), names.toArray(String[]::new));
    }

    /** Locks the row, or the place where it will be, until the transaction ends; gives the newest version, 0 for none. */
    int lockVersion(SecretName name) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:place, 0))")
                .param("place", tenant() + "/secret/" + name.value())
                .query()
                .listOfRows();
        return jdbc.sql("SELECT version FROM secrets WHERE tenant_id = :tenant AND name = :name")
                .param("tenant", tenant())
                .param("name", name.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    SecretView put(SealedSecret secret, Instant now) {
        return jdbc.sql("""
                        INSERT INTO secrets
                            (tenant_id, name, version, sealed, allowed_hosts, created_at, updated_at)
                        VALUES (:tenant, :name, :version, :sealed, :hosts, :now, :now)
                        ON CONFLICT (tenant_id, name) DO UPDATE
                        SET version = excluded.version, sealed = excluded.sealed,
                            allowed_hosts = excluded.allowed_hosts, updated_at = excluded.updated_at
                        RETURNING *""")
                .param("tenant", tenant())
                .param("name", secret.name().value())
                .param("version", secret.version())
                .param("sealed", secret.sealed())
                .param("hosts", secret.allowedHosts().toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .query(SecretStore::view)
                .single();
    }

    Optional<SecretView> view(SecretName name) {
        return jdbc.sql("SELECT * FROM secrets WHERE tenant_id = :tenant AND name = :name")
                .param("tenant", tenant())
                .param("name", name.value())
                .query(SecretStore::view)
                .optional();
    }

    boolean delete(SecretName name) {
        return jdbc.sql("DELETE FROM secrets WHERE tenant_id = :tenant AND name = :name")
                        .param("tenant", tenant())
                        .param("name", name.value())
                        .update()
                > 0;
    }

    private static String tenant() {
        return Tenants.current().value();
    }

    private static SealedSecret sealed(ResultSet row, int ignored) throws SQLException {
        return new SealedSecret(
                new SecretName(Objects.requireNonNull(row.getString("name"))),
                row.getInt("version"),
                Objects.requireNonNull(row.getString("sealed")),
                hosts(row));
    }

    private static SecretView view(ResultSet row, int ignored) throws SQLException {
        return new SecretView(
                Objects.requireNonNull(row.getString("name")),
                row.getInt("version"),
                hosts(row),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static List<String> hosts(ResultSet row) throws SQLException {
        Array hosts = Objects.requireNonNull(row.getArray("allowed_hosts"));
        return List.of((String[]) hosts.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getTimestamp(column)).toInstant();
    }
}
