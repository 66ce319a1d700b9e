package io.fermata.identity.tenant;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads tenants, each inside its own scope. */
@Component
public class FindTenants {
    private final TenantRows rows;
    private final TenantDirectory directory;
    private final TransactionTemplate transactions;

    FindTenants(TenantRows rows, TenantDirectory directory, TransactionTemplate transactions) {
        this.rows = rows;
        this.directory = directory;
        this.transactions = transactions;
    }

    /** A tenant that is deleted for good is none. */
    public Optional<Tenant> find(TenantId id) {
        return Tenants.call(
                id,
                () -> transactions.execute(_ -> rows.findById(id.value())
                        .map(TenantRow::tenant)
                        .filter(tenant -> tenant.status() != TenantStatus.DELETED)));
    }

    Tenant require(TenantId id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("tenant"));
    }

    List<Tenant> before(@Nullable String tenant, int atMost) {
        return directory.before(tenant, atMost).stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }
}
