package io.fermata.starter.tenancy;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the database at the start of each transaction whose it is; nobody's is refused before any SQL. */
final class TenantTransactionListener implements TransactionExecutionListener {
    private static final String SET_TENANT = "select set_config('app.tenant_id', ?, true)";

    private final DataSource dataSource;
    private final Supplier<PlatformTransactionManager> transactions;

    /** Asks for the manager when it is needed: it is made with this listener. */
    TenantTransactionListener(DataSource dataSource, Supplier<PlatformTransactionManager> transactions) {
        this.dataSource = dataSource;
        this.transactions = transactions;
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
            try {
                setTenant(holder, Tenants.current());
            } catch (SQLException e) {
                throw undone(transaction, e);
            }
        }
    }

    private static void setTenant(ConnectionHolder holder, TenantId tenant) throws SQLException {
        try (PreparedStatement statement = holder.getConnection().prepareStatement(SET_TENANT)) {
            statement.setString(1, tenant.value());
            statement.execute();
        }
    }

    /** The pooled connection was dead, as a rule. A failure to begin that comes from here is ours to clean up after. */
    private CannotCreateTransactionException undone(TransactionExecution transaction, SQLException cause) {
        var failure = new CannotCreateTransactionException("cannot tell the database whose transaction this is", cause);
        if (transaction instanceof TransactionStatus begun) {
            try {
                transactions.get().rollback(begun);
            } catch (TransactionException | DataAccessException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }
}
