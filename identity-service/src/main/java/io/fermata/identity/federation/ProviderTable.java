package io.fermata.identity.federation;

import io.fermata.starter.sealing.Place;
import io.fermata.starter.sealing.Sealer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tables {@code identity_providers} and {@code outside_identities}; row-level security sees to the tenant. */
@Component
class ProviderTable {
    private static final String SECRET = "identity_providers.client_secret";
    private static final String COLUMNS =
            "SELECT id, name, issuer, client_id, new_roles, created_at FROM identity_providers ";

    private final JdbcClient database;
    private final Sealer sealer;

    ProviderTable(JdbcClient database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    Optional<IdentityProvider> find(String id) {
        return database.sql(COLUMNS + "WHERE id = :id")
                .param("id", id)
                .query(ProviderTable::provider)
                .optional();
    }

    List<IdentityProvider> before(@Nullable String id, int atMost) {
        return database.sql(COLUMNS + "WHERE cast(:id AS text) IS NULL OR id < :id ORDER BY id DESC LIMIT :at_most")
                .param("id", id)
                .param("at_most", atMost)
                .query(ProviderTable::provider)
                .list();
    }

    void insert(IdentityProvider provider, String clientSecret) {
        database.sql("""
                        INSERT INTO identity_providers
                            (id, tenant_id, name, issuer, client_id, client_secret, new_roles, created_at)
                        VALUES (:id, app_tenant(), :name, :issuer, :client, :secret, :roles, :created_at)
                        """)
                .param("id", provider.id())
                .param("name", provider.name())
                .param("issuer", provider.issuer())
                .param("client", provider.clientId())
                .param("secret", sealer.seal(place(provider.id()), clientSecret))
                .param("roles", provider.newRoles().toArray(String[]::new))
                .param("created_at", provider.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(String id) {
        database.sql("DELETE FROM identity_providers WHERE id = :id")
                .param("id", id)
                .update();
    }

    /** What we show the provider to prove who we are. Leaves here for its token endpoint and nowhere else. */
    Optional<String> clientSecret(String id) {
        return database.sql("SELECT client_secret FROM identity_providers WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .flatMap(hidden -> sealer.tryOpenText(place(id), hidden));
    }

    Optional<String> linkedUser(String providerId, String subject) {
        return database.sql("""
                        SELECT user_id FROM outside_identities WHERE provider_id = :provider AND subject = :subject
                        """)
                .param("provider", providerId)
                .param("subject", subject)
                .query(String.class)
                .optional();
    }

    void link(String providerId, String subject, String userId, OffsetDateTime now) {
        database.sql("""
                        INSERT INTO outside_identities (tenant_id, provider_id, subject, user_id, linked_at)
                        VALUES (app_tenant(), :provider, :subject, :user, :now)
                        """)
                .param("provider", providerId)
                .param("subject", subject)
                .param("user", userId)
                .param("now", now)
                .update();
    }

    private static Place place(String id) {
        return new Place(SECRET, id);
    }

    private static IdentityProvider provider(ResultSet row, int number) throws SQLException {
        return new IdentityProvider(
                row.getString("id"),
                row.getString("name"),
                row.getString("issuer"),
                row.getString("client_id"),
                List.of((String[]) row.getArray("new_roles").getArray()),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
