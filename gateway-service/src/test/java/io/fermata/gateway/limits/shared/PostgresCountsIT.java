package io.fermata.gateway.limits.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.fermata.gateway.limits.Allowance;
import io.fermata.gateway.limits.Charge;
import io.fermata.gateway.limits.Quota;
import io.fermata.gateway.limits.RateLimits.Verdict;
import io.fermata.localstack.junit.TestDatabase;
import io.fermata.localstack.junit.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresCountsIT {
    private static final TestDatabase DATABASE = TestInfrastructure.database("fermata_gateway");
    private static final HikariDataSource POOL = new LimitsDatabase(
                    DATABASE.url(),
                    DATABASE.ownerUser(),
                    DATABASE.credentials().ownerPassword(),
                    2,
                    Duration.ofSeconds(5))
            .open();

    private final PostgresCounts counts = new PostgresCounts(POOL);

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Test
    void saysWhatIsLeftAndWhenToComeBack() throws SQLException {
        Charge charge = new Charge(new Allowance("caller", 1, 2), "acme says");

        Verdict first = take(charge);
        Verdict second = take(charge);
        Verdict third = take(charge);

        assertThat(first.allowed()).isTrue();
        assertThat(first.remaining()).isEqualTo(1);
        assertThat(second.untilWhole()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(third.allowed()).isFalse();
        assertThat(third.remaining()).isZero();
        assertThat(third.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
    }

    @Test
    void refillsWithTimeButNeverBeyondTheBurst() throws SQLException {
        Charge charge = new Charge(new Allowance("caller", 1, 2), "acme refills");
        take(charge);
        take(charge);

        execute("UPDATE allowances SET as_of = as_of - interval '1 hour' WHERE holder = 'caller acme refills'");

        assertThat(take(charge).remaining()).isEqualTo(1);
    }

    @Test
    void countsADayAndNotTheDayBefore() throws SQLException {
        Charge charge = new Charge(new Quota("tenant-daily", 1), "acme daily");
        take(charge);
        Verdict usedUp = take(charge);
        execute("UPDATE quotas SET day = day - 1 WHERE holder = 'tenant-daily acme daily'");

        assertThat(usedUp.allowed()).isFalse();
        assertThat(usedUp.retryAfter()).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(take(charge).allowed()).isTrue();
    }

    @Test
    void takesNothingFromWiderLimitsOnceANarrowOneIsUsedUp() throws SQLException {
        Charge narrow = new Charge(new Allowance("caller", 1, 1), "acme narrow");
        Charge wide = new Charge(new Quota("tenant-daily", 10), "acme wide");
        counts.take(List.of(narrow, wide));

        List<Verdict> verdicts = counts.take(List.of(narrow, wide));

        assertThat(verdicts)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.allowed()).isFalse());
        assertThat(take(wide).remaining()).isEqualTo(8);
    }

    @Test
    void sweepsWhatDoesNotCountAnyMore() throws SQLException {
        take(new Charge(new Allowance("caller", 1, 1), "acme old"));
        take(new Charge(new Allowance("caller", 1, 1), "acme new"));
        take(new Charge(new Quota("key-daily", 1), "acme old"));
        execute("UPDATE allowances SET as_of = as_of - interval '25 hours' WHERE holder = 'caller acme old'");
        execute("UPDATE quotas SET day = day - 1 WHERE holder = 'key-daily acme old'");

        counts.sweep();

        assertThat(rows("allowances", "caller acme old")).isZero();
        assertThat(rows("allowances", "caller acme new")).isOne();
        assertThat(rows("quotas", "key-daily acme old")).isZero();
    }

    private Verdict take(Charge charge) throws SQLException {
        return counts.take(List.of(charge)).getFirst();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = POOL.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static int rows(String table, String holder) throws SQLException {
        try (Connection connection = POOL.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM " + table + " WHERE holder = '" + holder + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
