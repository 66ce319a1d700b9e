package io.fermata.identity.serviceaccount;

import io.fermata.identity.permission.Role;
import io.fermata.identity.role.Roles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code service_accounts}; row-level security sees to the tenant. */
@Component
class ServiceAccountTable {
    private static final String COLUMNS =
            "SELECT id, name, description, roles, disabled, created_at, version FROM service_accounts ";

    private final JdbcClient database;
    private final Roles roles;

    ServiceAccountTable(JdbcClient database, Roles roles) {
        this.database = database;
        this.roles = roles;
    }

    Optional<ServiceAccount> find(String id) {
        return database.sql(COLUMNS + "WHERE id = :id")
                .param("id", id)
                .query(this::account)
                .optional();
    }

    /** The names of what an account may be used for that is not disabled; whoever changes it waits from here on. */
    Optional<List<String>> holdRoles(String id) {
        return database.sql("SELECT roles FROM service_accounts WHERE id = :id AND NOT disabled FOR SHARE")
                .param("id", id)
                .query((row, _) -> List.of((String[]) row.getArray(1).getArray()))
                .optional();
    }

    List<ServiceAccount> before(@Nullable String id, int atMost) {
        return database.sql(COLUMNS + "WHERE cast(:id AS text) IS NULL OR id < :id ORDER BY id DESC LIMIT :at_most")
                .param("id", id)
                .param("at_most", atMost)
                .query(this::account)
                .list();
    }

    void insert(ServiceAccount account) {
        database.sql("""
                        INSERT INTO service_accounts
                            (id, tenant_id, name, description, roles, disabled, created_at, version)
                        VALUES (:id, app_tenant(), :name, :description, :roles, false, :created_at, 0)
                        """)
                .param("id", account.id())
                .param("name", account.name())
                .param("description", account.description())
                .param("roles", slugs(account.roles()))
                .param("created_at", account.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False when somebody else changed it in between. */
    boolean update(ServiceAccount account) {
        return database.sql("""
                        UPDATE service_accounts
                        SET description = :description, roles = :roles, disabled = :disabled, version = version + 1
                        WHERE id = :id AND version = :version
                        """)
                        .param("description", account.description())
                        .param("roles", slugs(account.roles()))
                        .param("disabled", account.disabled())
                        .param("id", account.id())
                        .param("version", account.version())
                        .update()
                == 1;
    }

    List<String> keys(String id) {
        return database.sql("SELECT id FROM api_keys WHERE service_account_id = :id AND revoked_at IS NULL")
                .param("id", id)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private ServiceAccount account(ResultSet row, int number) throws SQLException {
        return new ServiceAccount(
                row.getString("id"),
                row.getString("name"),
                row.getString("description"),
                roles.named(List.of((String[]) row.getArray("roles").getArray())),
                row.getBoolean("disabled"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }

    private static String[] slugs(List<Role> roles) {
        return roles.stream().map(Role::slug).toArray(String[]::new);
    }
}
