package io.fermata.identity.tenant;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which tenants there are. Knows their ids only: everything else of a tenant is read as that tenant. */
@Component
class TenantDirectory {
    private final JdbcClient database;
    private final TransactionTemplate transactions;

    TenantDirectory(JdbcClient database, TransactionTemplate transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** Newest first, those created before the given one. */
    List<TenantId> before(@Nullable String tenant, int atMost) {
        return Tenants.housekeeping(() -> transactions.execute(
                _ -> database.sql("SELECT tenant_id FROM tenants_before(cast(:tenant AS text), :at_most)")
                        .param("tenant", tenant)
                        .param("at_most", atMost)
                        .query((row, _) -> new TenantId(row.getString(1)))
                        .list()));
    }
}
