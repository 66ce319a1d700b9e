package io.fermata.identity.bootstrap;

import io.fermata.identity.apikey.IssueApiKey;
import io.fermata.identity.apikey.IssuedKey;
import io.fermata.identity.permission.Grant;
import io.fermata.identity.permission.Permissions;
import io.fermata.identity.platform.IdentityProperties;
import io.fermata.identity.tenant.FindTenants;
import io.fermata.identity.tenant.RegisterTenant;
import io.fermata.identity.tenant.TenantChoices;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the platform's own tenant and its first key when there is none. The key is handed out before the transaction
 * commits: a crash in between leaves a key that never existed, and the next start makes another.
 */
@Component
class BootstrapPlatform implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(BootstrapPlatform.class);

    private final FindTenants tenants;
    private final RegisterTenant register;
    private final IssueApiKey keys;
    private final FirstKeyDelivery delivery;
    private final TransactionTemplate transactions;
    private final @Nullable String givenKey;

    BootstrapPlatform(
            FindTenants tenants,
            RegisterTenant register,
            IssueApiKey keys,
            FirstKeyDelivery delivery,
            TransactionTemplate transactions,
            IdentityProperties properties) {
        this.tenants = tenants;
        this.register = register;
        this.keys = keys;
        this.delivery = delivery;
        this.transactions = transactions;
        this.givenKey = properties.platformAdminKey();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (tenants.find(TenantId.PLATFORM).isPresent()) {
            return;
        }
        try {
            Tenants.run(TenantId.PLATFORM, () -> transactions.executeWithoutResult(_ -> bootstrap()));
        } catch (DataIntegrityViolationException _) {
            log.atInfo().log("another replica has made the platform tenant");
        }
    }

    private void bootstrap() {
        register.handle(TenantId.PLATFORM, "Platform", TenantChoices.NONE);
        IssueApiKey.Command everything =
                new IssueApiKey.Command("platform admin", new Grant.Explicit(Permissions.ofPlatformAdmin()));
        if (givenKey == null) {
            IssuedKey issued = keys.handle(everything);
            delivery.handOver(issued.secret());
        } else {
            keys.handle(everything, givenKey);
            delivery.store(givenKey);
        }
    }
}
