package io.fermata.starter.sealing;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings data keys under the first master key, and lets no service start that lacks one of those in use. */
final class MasterKeyRotation implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(MasterKeyRotation.class);

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final MasterKeys masters;
    private final DataKeys keys;

    MasterKeyRotation(JdbcClient database, TransactionTemplate transactions, MasterKeys masters, DataKeys keys) {
        this.database = database;
        this.transactions = transactions;
        this.masters = masters;
        this.keys = keys;
    }

    @Override
    public void afterPropertiesSet() {
        List<String> missing = list(database.sql("SELECT master_key FROM master_keys_in_use()")).stream()
                .filter(id -> !masters.ids().contains(id))
                .toList();
        if (!missing.isEmpty()) {
            throw new MasterKeyMissingException(missing);
        }
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            List<String> tenants = list(database.sql("SELECT tenant_id FROM tenants_of_other_master_keys(:id)")
                    .param("id", masters.first().id()));
            tenants.forEach(tenant -> Tenants.run(new TenantId(tenant), this::rewrap));
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().addKeyValue("reason", e.toString()).log("data keys stay under their master key for an hour");
        }
    }

    private void rewrap() {
        try {
            keys.rewrap();
            log.info("a tenant's data keys are wrapped with the new master key");
        } catch (UnopenableException e) {
            // The others are not held up; the start check goes on naming the master key that is still needed.
            log.atError().addKeyValue("reason", e.toString()).log("a tenant's data keys cannot be wrapped anew");
        }
    }

    private List<String> list(JdbcClient.StatementSpec question) {
        return Tenants.housekeeping(() -> Objects.requireNonNull(
                transactions.execute(_ -> question.query(String.class).list())));
    }
}
