package io.fermata.e2e.leak;

import io.fermata.e2e.http.Json;
import io.fermata.localstack.stack.StackDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The stack's databases, seen by the superuser, around whatever is done to the services' own ways there. */
public record Databases(int port, String password) {
    private static final int ROWS_AT_ONCE = 500;

    public static Databases of(StackDirectory directory, int port) throws IOException {
        String password = Json.read(Files.readString(directory.secrets()))
                .path("postgres_password")
                .asString();
        return new Databases(port, password);
    }

    /** Looks at the current row. */
    @FunctionalInterface
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Makes a value of the current row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public <T> List<T> query(String database, String sql, Row<T> row) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(database + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Row by row, however many there are. */
    public void forEach(String database, String sql, RowReader reader) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false); // or the driver reads all rows at once
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(database + " cannot be read: " + e.getMessage(), e);
        }
    }

    public void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(database + " refused: " + e.getMessage(), e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", password);
    }
}
