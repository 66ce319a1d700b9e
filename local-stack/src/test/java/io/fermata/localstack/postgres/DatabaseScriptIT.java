package io.fermata.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.localstack.junit.TestDatabase;
import io.fermata.localstack.junit.TestInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class DatabaseScriptIT {
    private final TestDatabase database = TestInfrastructure.database("fermata_roles");

    @Test
    void appRoleSeesOnlyWhatThePolicyLetsThrough() throws SQLException {
        asOwner("CREATE TABLE things (tenant_id text)");
        asOwner("ALTER TABLE things ENABLE ROW LEVEL SECURITY");
        asOwner("CREATE POLICY own ON things USING (tenant_id = current_setting('app.tenant_id', true))");
        asOwner("GRANT SELECT ON things TO " + database.appUser());
        asOwner("INSERT INTO things VALUES ('a'), ('b')");

        assertThat(asApp("SELECT count(*) FROM things")).isEqualTo("0");
    }

    @Test
    void appRoleOwnsNothingAndCannotLiftRowLevelSecurity() throws SQLException {
        asOwner("CREATE TABLE guarded (tenant_id text)");

        assertThatThrownBy(() -> asApp("ALTER TABLE guarded DISABLE ROW LEVEL SECURITY"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> asApp("CREATE TABLE own (id int)"))
                .hasMessageContaining("permission denied for schema public");
        assertThat(asApp("SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void rolesOfOneDatabaseCannotEnterAnother() {
        TestDatabase other = TestInfrastructure.database("fermata_other");

        assertThatThrownBy(() -> query(other.url(), database.appUser(), "app-password", "SELECT 1"))
                .hasMessageContaining("permission denied for database");
        assertThatThrownBy(() -> query(url("postgres"), database.appUser(), "app-password", "SELECT 1"))
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void ownerHandsAFunctionToHousekeepingButHasNoneOfItsRights() throws SQLException {
        asOwner("CREATE FUNCTION sweep() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'");
        asOwner("ALTER FUNCTION sweep() OWNER TO " + database.name() + "_housekeeping");

        assertThat(asApp("SELECT sweep()")).isEqualTo("1");
        assertThat(query(
                        database.url(),
                        database.ownerUser(),
                        "owner-password",
                        "SELECT pg_has_role(current_user, '" + database.name() + "_housekeeping', 'USAGE')"))
                .isEqualTo("f");
    }

    @Test
    void relayRoleMayReplicate() throws SQLException {
        assertThat(query(
                        database.url(),
                        database.relayUser(),
                        "relay-password",
                        "SELECT rolreplication AND rolbypassrls FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("t");
    }

    private String asApp(String sql) throws SQLException {
        return query(database.url(), database.appUser(), "app-password", sql);
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), database.ownerUser(), "owner-password");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url(String name) {
        return database.url().replace(database.name(), name);
    }

    private static String query(String url, String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }
}
