package io.fermata.gateway.limits.shared;

import io.fermata.gateway.limits.Allowance;
import io.fermata.gateway.limits.Charge;
import io.fermata.gateway.limits.Quota;
import io.fermata.gateway.limits.RateLimits.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The counts of all replicas: one statement per request, whatever it is charged to. The database's clock decides. Every
 * call blocks; whoever calls brings a thread for it.
 */
final class PostgresCounts {
    private static final String TAKE =
            "SELECT allowed, remaining, wait_seconds, whole_seconds FROM take_from_limits(?, ?, ?)";

    private final DataSource database;
    private volatile boolean prepared;

    PostgresCounts(DataSource database) {
        this.database = database;
    }

    List<Verdict> take(List<Charge> charges) throws SQLException {
        try (Connection connection = database.getConnection()) {
            prepare(connection);
            return take(connection, charges);
        } catch (SQLException failure) {
            // What is at the address now may be another database, or an empty one.
            prepared = false;
            throw failure;
        }
    }

    /** Forgets counts that do not count any more: every allowance is whole again after a day, and quotas are of a day. */
    void sweep() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            prepare(connection);
            statement.execute("DELETE FROM allowances WHERE as_of < clock_timestamp() - interval '1 day'");
            statement.execute("DELETE FROM quotas WHERE day < (clock_timestamp() AT TIME ZONE 'UTC')::date");
        }
    }

    private void prepare(Connection connection) throws SQLException {
        if (prepared) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(script());
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
        prepared = true;
    }

    private static List<Verdict> take(Connection connection, List<Charge> charges) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setArray(1, connection.createArrayOf("text", column(charges, PostgresCounts::holder)));
            statement.setArray(2, connection.createArrayOf("int4", column(charges, PostgresCounts::perSecond)));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int8", column(charges, charge -> charge.limit().size())));
            return verdicts(statement.executeQuery());
        }
    }

    private static List<Verdict> verdicts(ResultSet rows) throws SQLException {
        List<Verdict> verdicts = new ArrayList<>();
        while (rows.next()) {
            verdicts.add(new Verdict(
                    rows.getBoolean("allowed"),
                    rows.getLong("remaining"),
                    seconds(rows.getDouble("wait_seconds")),
                    seconds(rows.getDouble("whole_seconds"))));
        }
        return verdicts;
    }

    private static @Nullable Object[] column(List<Charge> charges, Function<Charge, @Nullable Object> value) {
        return charges.stream().map(value).toArray();
    }

    private static String holder(Charge charge) {
        return charge.limit().name() + " " + charge.holder();
    }

    /** Null for a quota: it is not refilled before its day is over. */
    private static @Nullable Object perSecond(Charge charge) {
        return switch (charge.limit()) {
            case Allowance allowance -> allowance.perSecond();
            case Quota _ -> null;
        };
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }

    private static String script() {
        try (InputStream script = PostgresCounts.class.getResourceAsStream("/db/limits.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
