package io.fermata.gateway.limits.shared;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where replicas of the edge count together. Its role makes two tables and three functions in its schema.
 *
 * @param url a JDBC URL; empty means that each replica counts in its own memory
 * @param timeout how long a request waits for the count at most
 */
public record LimitsDatabase(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("8") int connections,
        @DefaultValue("250ms") Duration timeout) {
    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final int CLOSED_AFTER_SECONDS = 2;

    public LimitsDatabase {
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("fermata.gateway.limits.shared.url must begin with jdbc:postgresql:");
        }
        if (timeout.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("fermata.gateway.limits.shared.timeout must be at least 250ms");
        }
    }

    public boolean configured() {
        return !url.isEmpty();
    }

    /** Starts without the database too. What a crash takes from the counts nobody misses, so commits wait for no disk. */
    public HikariDataSource open() {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("limits");
        pool.setJdbcUrl(url);
        pool.setUsername(username);
        pool.setPassword(password);
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(timeout.toMillis());
        pool.setValidationTimeout(timeout.toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionInitSql("SET synchronous_commit = off");
        pool.addDataSourceProperty("connectTimeout", CLOSED_AFTER_SECONDS);
        pool.addDataSourceProperty("socketTimeout", CLOSED_AFTER_SECONDS);
        pool.addDataSourceProperty("ApplicationName", "gateway-service");
        return new HikariDataSource(pool);
    }

    @Override
    public String toString() {
        return "LimitsDatabase[" + url + " as " + username + "]";
    }
}
