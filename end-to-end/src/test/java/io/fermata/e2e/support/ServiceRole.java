package io.fermata.e2e.support;

import io.fermata.e2e.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A service's database as the service itself is let in, for one tenant, but without the service's own SQL. */
public final class ServiceRole implements AutoCloseable {
    private static final String REFUSED = "42501";
    private static final String TENANT_TABLES = """
            SELECT c.relname FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
              AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1
            """;

    private final Connection connection;
    private final String tenant;

    private ServiceRole(Connection connection, String tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    public static ServiceRole of(String database, String tenant) throws IOException, SQLException {
        var stack = TestPlatform.stack();
        String password = Json.read(Files.readString(stack.directory().secrets()))
                .at("/databases/" + database + "/app_password")
                .asString();
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + stack.postgresPort() + "/" + database, database + "_app", password);
        connection.setAutoCommit(false);
        return new ServiceRole(connection, tenant);
    }

    public List<String> tenantTables() throws SQLException {
        return rolledBack(TENANT_TABLES);
    }

    /** All it sees of a table, each row as JSON. */
    public List<String> rows(String table) throws SQLException {
        return rolledBack("SELECT to_jsonb(t)::text FROM " + table + " t LIMIT 3");
    }

    public List<String> tenantsSeenIn(String table) throws SQLException {
        return rolledBack("SELECT DISTINCT tenant_id FROM " + table);
    }

    /** How many rows of that tenant it can change or take away; none where it may not even try. */
    public int changes(String table, String owner) throws SQLException {
        return changed("UPDATE " + table + " SET tenant_id = tenant_id WHERE tenant_id = ?", owner)
                + changed("DELETE FROM " + table + " WHERE tenant_id = ?", owner);
    }

    /** Whether it can put a row there that is another tenant's. */
    public boolean takes(String table, String row) throws SQLException {
        return changed(
                        "INSERT INTO " + table + " SELECT * FROM jsonb_populate_record(NULL::" + table + ", ?::jsonb)",
                        row)
                > 0;
    }

    private int changed(String sql, String value) throws SQLException {
        begin();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            return statement.executeUpdate();
        } catch (SQLException e) {
            if (REFUSED.equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        } finally {
            connection.rollback();
        }
    }

    private List<String> rolledBack(String sql) throws SQLException {
        begin();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } finally {
            connection.rollback();
        }
    }

    private void begin() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT set_config('app.tenant_id', ?, true)")) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
