package io.fermata.identity.tenant;

import io.fermata.identity.apikey.IssueApiKey;
import io.fermata.identity.apikey.IssuedKey;
import io.fermata.identity.permission.Grant;
import io.fermata.identity.permission.Role;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates a tenant together with the key its first administrator starts with. */
@Component
class CreateTenant {
    private static final String KEY_NAME = "first admin key";

    private final RegisterTenant register;
    private final IssueApiKey keys;
    private final TransactionTemplate transactions;

    CreateTenant(RegisterTenant register, IssueApiKey keys, TransactionTemplate transactions) {
        this.register = register;
        this.keys = keys;
        this.transactions = transactions;
    }

    record Created(Tenant tenant, String adminKey) {}

    Created handle(TenantId id, String name, TenantChoices choices) {
        return Tenants.call(id, () -> Objects.requireNonNull(transactions.execute(_ -> create(id, name, choices))));
    }

    private Created create(TenantId id, String name, TenantChoices choices) {
        Tenant tenant = register.handle(id, name, choices);
        IssuedKey key = keys.handle(new IssueApiKey.Command(KEY_NAME, new Grant.OfRole(Role.ADMIN)));
        return new Created(tenant, key.secret());
    }
}
