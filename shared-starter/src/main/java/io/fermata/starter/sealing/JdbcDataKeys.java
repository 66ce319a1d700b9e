package io.fermata.starter.sealing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Tables {@code data_keys} and {@code erased_tenants}. */
final class JdbcDataKeys implements DataKeyStore {
    private static final String FIND = "SELECT version, master_key, wrapped, made_at FROM data_keys"
            + " WHERE tenant_id = app_tenant() ORDER BY version";
    private static final String ERASED = "SELECT count(*) FROM erased_tenants WHERE tenant_id = app_tenant()";
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('data_keys/' || app_tenant(), 0))";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final TransactionTemplate ownTransaction;

    JdbcDataKeys(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public StoredKeys find() {
        return Objects.requireNonNull(transaction.execute(_ -> read()));
    }

    @Override
    public StoredKeys add(Function<StoredKeys, Optional<WrappedKey>> next) {
        return Objects.requireNonNull(ownTransaction.execute(_ -> {
            lock();
            next.apply(read()).ifPresent(this::insert);
            return read();
        }));
    }

    @Override
    public void rewrap(WrappedKey present, WrappedKey instead) {
        String update = """
                UPDATE data_keys SET master_key = :master, wrapped = :wrapped
                WHERE tenant_id = app_tenant() AND version = :version AND master_key = :present
                """;
        transaction.executeWithoutResult(_ -> database.sql(update)
                .param("master", instead.masterKey())
                .param("wrapped", instead.wrapped())
                .param("version", present.version())
                .param("present", present.masterKey())
                .update());
    }

    @Override
    public void erase() {
        transaction.executeWithoutResult(_ -> {
            lock();
            database.sql("INSERT INTO erased_tenants (tenant_id) VALUES (app_tenant()) ON CONFLICT DO NOTHING")
                    .update();
            database.sql("DELETE FROM data_keys WHERE tenant_id = app_tenant()").update();
        });
    }

    private StoredKeys read() {
        List<WrappedKey> versions =
                database.sql(FIND).query(JdbcDataKeys::wrapped).list();
        return new StoredKeys(versions, database.sql(ERASED).query(Long.class).single() > 0);
    }

    private void insert(WrappedKey key) {
        database.sql("""
                        INSERT INTO data_keys (tenant_id, version, master_key, wrapped, made_at)
                        VALUES (app_tenant(), :version, :master, :wrapped, :made)
                        """)
                .param("version", key.version())
                .param("master", key.masterKey())
                .param("wrapped", key.wrapped())
                .param("made", key.madeAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Until the transaction ends nobody else adds keys of this tenant, or erases them. */
    private void lock() {
        database.sql(LOCK).query().listOfRows();
    }

    private static WrappedKey wrapped(ResultSet row, int number) throws SQLException {
        return new WrappedKey(
                row.getInt("version"),
                row.getString("master_key"),
                row.getBytes("wrapped"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}
