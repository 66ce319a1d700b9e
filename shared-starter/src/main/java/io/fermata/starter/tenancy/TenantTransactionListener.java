package io.fermata.starter.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the database at the start of each transaction whose it is; nobody's is refused before any SQL. */
final class TenantTransactionListener implements TransactionExecutionListener {
    private static final Logger log = LoggerFactory.getLogger(TenantTransactionListener.class);
    private static final String SET_TENANT = "select set_config('app.tenant_id', ?, true)";

    private final DataSource dataSource;

    TenantTransactionListener(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        if (!Tenants.inHousekeeping() && Tenants.find().isEmpty()) {
            throw new TenantMissingException("a transaction needs a tenant: bind one with Tenants.run, or say that it"
                    + " crosses tenants with Tenants.housekeeping");
        }
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
        if (beginFailure != null || Tenants.inHousekeeping()) {
            return;
        }
        if (TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder) {
            setTenant(holder.getConnection(), Tenants.current());
        }
    }

    private static void setTenant(Connection connection, TenantId tenant) {
        try (PreparedStatement statement = connection.prepareStatement(SET_TENANT)) {
            statement.setString(1, tenant.value());
            statement.execute();
        } catch (SQLException e) {
            abort(connection, e);
        }
    }

    /**
     * Throwing from here would leave the begun transaction bound to the thread for ever. A connection that is cut makes
     * every later statement fail instead, and the transaction ends the ordinary way.
     */
    private static void abort(Connection connection, SQLException cause) {
        log.atWarn().setCause(cause).log("cannot tell the database whose transaction this is; dropping the connection");
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            log.atWarn().setCause(e).log("the connection could not be dropped either");
        }
    }
}
