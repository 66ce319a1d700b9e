package io.fermata.identity.client;

import io.fermata.starter.tenancy.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code oauth_clients}; row-level security sees to the tenant. */
@Component
class ClientTable {
    private static final String COLUMNS = """
            SELECT id, name, secret_hash, redirect_uris, post_logout_redirect_uris, scopes, created_at FROM oauth_clients
            """;

    private final JdbcClient database;

    ClientTable(JdbcClient database) {
        this.database = database;
    }

    Optional<Application> find(String id) {
        return database.sql(COLUMNS + "WHERE id = :id")
                .param("id", id)
                .query(ClientTable::application)
                .optional();
    }

    List<Application> before(@Nullable String id, int atMost) {
        return database.sql(COLUMNS + "WHERE cast(:id AS text) IS NULL OR id < :id ORDER BY id DESC LIMIT :at_most")
                .param("id", id)
                .param("at_most", atMost)
                .query(ClientTable::application)
                .list();
    }

    void insert(Application application) {
        database.sql("""
                        INSERT INTO oauth_clients
                            (id, tenant_id, name, secret_hash, redirect_uris, post_logout_redirect_uris, scopes, created_at)
                        VALUES (:id, app_tenant(), :name, cast(:secret AS bytea), :redirects, :after, :scopes, :created_at)
                        """)
                .param("id", application.id())
                .param("name", application.name())
                .param("secret", bytes(application.secretHash()))
                .param("redirects", application.redirectUris().toArray(String[]::new))
                .param("after", application.postLogoutRedirectUris().toArray(String[]::new))
                .param("scopes", application.scopes().toArray(String[]::new))
                .param("created_at", application.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(String id) {
        database.sql("DELETE FROM oauth_clients WHERE id = :id").param("id", id).update();
    }

    List<String> families(String id) {
        return database.sql("SELECT id FROM authorizations WHERE client_id = :id AND revoked_at IS NULL")
                .param("id", id)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static byte @Nullable [] bytes(@Nullable String hex) {
        return hex == null ? null : HexFormat.of().parseHex(hex);
    }

    private static Application application(ResultSet row, int number) throws SQLException {
        byte[] secret = row.getBytes("secret_hash");
        return new Application(
                row.getString("id"),
                Tenants.current(),
                row.getString("name"),
                secret == null ? null : HexFormat.of().formatHex(secret),
                List.of((String[]) row.getArray("redirect_uris").getArray()),
                List.of((String[]) row.getArray("post_logout_redirect_uris").getArray()),
                Set.of((String[]) row.getArray("scopes").getArray()),
                true,
                false,
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
