package io.fermata.identity.role;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code roles}; row-level security sees to the tenant. */
@Component
class RoleTable {
    private static final String COLUMNS = "SELECT name, description, permissions, created_at, version FROM roles ";

    private final JdbcClient database;

    RoleTable(JdbcClient database) {
        this.database = database;
    }

    List<CustomRole> named(Collection<String> names) {
        return database.sql(COLUMNS + "WHERE name = ANY (:names)")
                .param("names", names.toArray(String[]::new))
                .query(RoleTable::role)
                .list();
    }

    /** Like {@link #named}; whoever changes one of them waits for the open transaction to end. */
    List<CustomRole> hold(Collection<String> names) {
        return database.sql(COLUMNS + "WHERE name = ANY (:names) FOR SHARE")
                .param("names", names.toArray(String[]::new))
                .query(RoleTable::role)
                .list();
    }

    Optional<CustomRole> find(String name) {
        return named(List.of(name)).stream().findFirst();
    }

    /** Backwards through the alphabet, as lists go; Java's alphabet, in whose order the presets come in between. */
    List<CustomRole> before(@Nullable String name, int atMost) {
        return database.sql(COLUMNS + """
                        WHERE cast(:name AS text) IS NULL OR name COLLATE "C" < :name
                        ORDER BY name COLLATE "C" DESC LIMIT :at_most
                        """)
                .param("name", name)
                .param("at_most", atMost)
                .query(RoleTable::role)
                .list();
    }

    void insert(CustomRole role) {
        database.sql("""
                        INSERT INTO roles (tenant_id, name, description, permissions, created_at, version)
                        VALUES (app_tenant(), :name, :description, :permissions, :created_at, 0)
                        """)
                .param("name", role.name())
                .param("description", role.description())
                .param("permissions", role.permissions().toArray(String[]::new))
                .param("created_at", role.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False when somebody else changed it in between. */
    boolean update(CustomRole role) {
        return database.sql("""
                        UPDATE roles SET description = :description, permissions = :permissions, version = version + 1
                        WHERE name = :name AND version = :version
                        """)
                        .param("name", role.name())
                        .param("description", role.description())
                        .param("permissions", role.permissions().toArray(String[]::new))
                        .param("version", role.version())
                        .update()
                == 1;
    }

    void delete(String name) {
        database.sql("DELETE FROM roles WHERE name = :name").param("name", name).update();
    }

    boolean isHeld(String name) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM users WHERE :name = ANY (roles))
                            OR EXISTS (SELECT 1 FROM service_accounts WHERE :name = ANY (roles))
                            OR EXISTS (SELECT 1 FROM identity_providers WHERE :name = ANY (new_roles))
                            OR EXISTS (SELECT 1 FROM api_keys WHERE role = :name AND revoked_at IS NULL)
                        """).param("name", name).query(Boolean.class).single();
    }

    List<String> people(String name) {
        return database.sql("SELECT id FROM users WHERE :name = ANY (roles)")
                .param("name", name)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Keys that allow what the role does, and those of machines that have it. */
    List<String> keys(String name) {
        return database.sql("""
                        SELECT k.id FROM api_keys k LEFT JOIN service_accounts a ON a.id = k.service_account_id
                        WHERE k.revoked_at IS NULL AND (k.role = :name OR :name = ANY (a.roles))
                        """)
                .param("name", name)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static CustomRole role(ResultSet row, int number) throws SQLException {
        return new CustomRole(
                row.getString("name"),
                row.getString("description"),
                Set.of((String[]) row.getArray("permissions").getArray()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }
}
