package io.fermata.starter.settings;

import io.fermata.starter.tenancy.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Table {@code tenant_settings}. */
final class JdbcSettings implements SettingsStore {
    private static final String FIND =
            "SELECT sensitive_payloads, stream_redaction, prevent_self_approval FROM tenant_settings WHERE tenant_id = :tenant";
    private static final String REMEMBER = """
            INSERT INTO tenant_settings (tenant_id, sensitive_payloads, stream_redaction, prevent_self_approval, told_at)
            VALUES (:tenant, :sensitive, :redaction, :selfApproval, :told)
            ON CONFLICT (tenant_id) DO UPDATE
               SET sensitive_payloads = excluded.sensitive_payloads, stream_redaction = excluded.stream_redaction,
                   prevent_self_approval = excluded.prevent_self_approval, told_at = excluded.told_at
             WHERE tenant_settings.told_at <= excluded.told_at
            """;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    JdbcSettings(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public TenantSettings find() {
        return Objects.requireNonNull(transaction.execute(_ -> database.sql(FIND)
                .param("tenant", Tenants.current().value())
                .query(JdbcSettings::read)
                .optional()
                .orElse(TenantSettings.NONE)));
    }

    @Override
    public void remember(TenantSettings settings, Instant told, Runnable then) {
        transaction.executeWithoutResult(_ -> {
            database.sql(REMEMBER)
                    .param("tenant", Tenants.current().value())
                    .param("sensitive", settings.sensitivePayloads())
                    .param("redaction", settings.streamRedaction().toArray(String[]::new))
                    .param("selfApproval", settings.preventSelfApproval())
                    .param("told", told.atOffset(ZoneOffset.UTC))
                    .update();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    then.run();
                }
            });
        });
    }

    private static TenantSettings read(ResultSet row, int number) throws SQLException {
        String[] redaction = (String[]) row.getArray("stream_redaction").getArray();
        return new TenantSettings(
                row.getBoolean("sensitive_payloads"), List.of(redaction), row.getBoolean("prevent_self_approval"));
    }
}
