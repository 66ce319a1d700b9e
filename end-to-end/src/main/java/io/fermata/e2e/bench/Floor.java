package io.fermata.e2e.bench;

import io.fermata.localstack.postgres.DatabaseScript;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One row and one commit per effect, in the Postgres the platform uses: the least any durable loop can do. */
final class Floor implements PlainLoop.Results, AutoCloseable {
    private static final String DATABASE = "fermata_bench";
    private static final String INSERT = "INSERT INTO effects (loop, effect, result) VALUES (?, ?, ?)";

    private final String adminUrl;
    private final String password;
    private final BlockingQueue<Session> sessions;

    private Floor(String adminUrl, String password, int concurrency) {
        this.adminUrl = adminUrl;
        this.password = password;
        this.sessions = new ArrayBlockingQueue<>(concurrency);
    }

    /** In a database of its own that is dropped in the end. */
    static Floor open(int port, String password, int concurrency) throws SQLException {
        var script = new DatabaseScript("127.0.0.1", port, password);
        var floor = new Floor(script.url("postgres"), password, concurrency);
        floor.administer("DROP DATABASE IF EXISTS " + DATABASE, "CREATE DATABASE " + DATABASE);
        String url = script.url(DATABASE);
        try (Connection connection = floor.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE effects (loop bigint, effect int, result text, PRIMARY KEY (loop, effect))");
        }
        for (int i = 0; i < concurrency; i++) {
            Connection connection = floor.connect(url);
            floor.sessions.add(new Session(connection, connection.prepareStatement(INSERT)));
        }
        return floor;
    }

    private record Session(Connection connection, PreparedStatement insert) {}

    @Override
    public void done(long loop, int effect, String result) {
        try {
            Session session = sessions.take();
            try {
                session.insert.setLong(1, loop);
                session.insert.setInt(2, effect);
                session.insert.setString(3, result);
                session.insert.executeUpdate();
            } finally {
                sessions.add(session);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the floor's commit failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Session session : sessions) {
            session.connection.close();
        }
        administer("DROP DATABASE IF EXISTS " + DATABASE);
    }

    private void administer(String... statements) throws SQLException {
        try (Connection connection = connect(adminUrl);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "postgres", password);
    }
}
