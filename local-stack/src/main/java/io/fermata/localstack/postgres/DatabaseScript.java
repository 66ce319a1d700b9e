package io.fermata.localstack.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs {@code database.sql}, the same file psql can run: understands its variables, {@code \set} and {@code \connect}. */
public final class DatabaseScript {
    private static final Pattern VARIABLE = Pattern.compile(":([\"'])([a-z_]+)\\1");
    private static final Set<String> ALREADY_EXISTS = Set.of("42710", "42P04");

    private final String host;
    private final int port;
    private final String superuserPassword;

    public DatabaseScript(String host, int port, String superuserPassword) {
        this.host = host;
        this.port = port;
        this.superuserPassword = superuserPassword;
    }

    /** Creates the database and its roles, or brings an existing one back to the script's state. */
    public void create(String database, DatabaseCredentials credentials) throws SQLException {
        if (!database.matches("[a-z][a-z0-9_]{2,50}")) {
            throw new IllegalArgumentException("not a database name: " + database);
        }
        Map<String, String> variables = variables(database, credentials);
        String[] parts = source().split("\\\\connect .*\\R", 2);
        run("postgres", parts[0], variables);
        run(database, parts[1], variables);
    }

    public String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    private static Map<String, String> variables(String database, DatabaseCredentials credentials) {
        return Map.of(
                "database",
                database,
                "owner",
                database + "_owner",
                "app",
                database + "_app",
                "relay",
                database + "_relay",
                "housekeeping",
                database + "_housekeeping",
                "app_password",
                credentials.appPassword(),
                "owner_password",
                credentials.ownerPassword(),
                "relay_password",
                credentials.relayPassword());
    }

    private void run(String database, String script, Map<String, String> variables) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), "postgres", superuserPassword);
                Statement statement = connection.createStatement()) {
            for (String sql : statements(script, variables)) {
                execute(statement, sql);
            }
        }
    }

    private static void execute(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!sql.startsWith("CREATE") || !ALREADY_EXISTS.contains(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static List<String> statements(String script, Map<String, String> variables) {
        List<String> statements = new ArrayList<>();
        for (String sql : script.replaceAll("(?m)^(--|\\\\set).*$", "").split(";", -1)) {
            if (!sql.isBlank()) {
                statements.add(VARIABLE.matcher(sql.strip())
                        .replaceAll(match -> quoted(match.group(1), value(variables, match.group(2)))));
            }
        }
        return statements;
    }

    private static String value(Map<String, String> variables, String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("database.sql uses an unknown variable: " + name);
        }
        return value;
    }

    private static String quoted(String quote, String value) {
        return Matcher.quoteReplacement(quote + value.replace(quote, quote + quote) + quote);
    }

    private static String source() {
        try (InputStream in = DatabaseScript.class.getResourceAsStream("/io/fermata/localstack/database.sql")) {
            if (in == null) {
                throw new IllegalStateException("database.sql is missing from the local-stack jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
