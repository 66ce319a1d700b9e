package io.fermata.starter.relay;

import com.zaxxer.hikari.HikariDataSource;
import io.fermata.starter.defaults.DatabaseProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database as the relay's own role sees it: the outbox of all tenants and the relay's bookkeeping, nothing else.
 * Its commits do not wait for the disk: a lost one is a batch sent twice, which consumers absorb.
 */
public final class RelayDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 2;
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;
    private static final long IDLE_TIMEOUT_MILLIS = 60_000;

    private final DatabaseProperties properties;
    private final HikariDataSource connections = new HikariDataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(connections);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(connections));

    public RelayDatabase(DatabaseProperties properties) {
        this.properties = properties;
        connections.setPoolName("relay");
        connections.setJdbcUrl(properties.url());
        connections.setUsername(properties.relayUser());
        connections.setPassword(properties.relayPassword());
        connections.setMaximumPoolSize(CONNECTIONS);
        connections.setMinimumIdle(0);
        connections.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
        connections.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        connections.setInitializationFailTimeout(-1);
        connections.setConnectionInitSql("SET synchronous_commit = off");
    }

    DatabaseProperties properties() {
        return properties;
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    TransactionTemplate transaction() {
        return transaction;
    }

    @Override
    public void close() {
        connections.close();
    }
}
