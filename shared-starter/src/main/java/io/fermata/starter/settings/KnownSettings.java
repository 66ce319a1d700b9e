package io.fermata.starter.settings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Table {@code tenant_settings}, kept in memory for a short time: it is asked with every row that is written. */
public final class KnownSettings {
    /** How long a replica may go on with what was changed through another one. */
    private static final Duration CACHE_TIME = Duration.ofSeconds(30);

    private static final int MOST_TENANTS = 10_000;
    private static final String FIND =
            "SELECT sensitive_payloads, stream_redaction FROM tenant_settings WHERE tenant_id = :tenant";
    private static final String REMEMBER = """
            INSERT INTO tenant_settings (tenant_id, sensitive_payloads, stream_redaction)
            VALUES (:tenant, :sensitive, :redaction)
            ON CONFLICT (tenant_id) DO UPDATE
               SET sensitive_payloads = excluded.sensitive_payloads, stream_redaction = excluded.stream_redaction
            """;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Cache<TenantId, TenantSettings> known = Caffeine.newBuilder()
            .maximumSize(MOST_TENANTS)
            .expireAfterWrite(CACHE_TIME)
            .build();

    public KnownSettings(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The current tenant's. */
    public TenantSettings current() {
        return known.get(Tenants.current(), tenant -> Objects.requireNonNull(transaction.execute(_ -> find(tenant))));
    }

    /** Puts these in the place of what was known of the current tenant, when the transaction commits. */
    public void remember(TenantSettings settings) {
        TenantId tenant = Tenants.current();
        transaction.executeWithoutResult(_ -> {
            database.sql(REMEMBER)
                    .param("tenant", tenant.value())
                    .param("sensitive", settings.sensitivePayloads())
                    .param("redaction", settings.streamRedaction().toArray(String[]::new))
                    .update();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    known.invalidate(tenant);
                }
            });
        });
    }

    private TenantSettings find(TenantId tenant) {
        return database.sql(FIND)
                .param("tenant", tenant.value())
                .query(KnownSettings::read)
                .optional()
                .orElse(TenantSettings.NONE);
    }

    private static TenantSettings read(ResultSet row, int number) throws SQLException {
        String[] redaction = (String[]) row.getArray("stream_redaction").getArray();
        return new TenantSettings(row.getBoolean("sensitive_payloads"), List.of(redaction));
    }
}
