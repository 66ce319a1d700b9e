package io.fermata.metering.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.TenantTableHygiene;
import io.fermata.starter.tenancy.Tenants;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class UsageTableIT {
    private static final TenantId TENANT = new TenantId("anyone");

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void everyTenantTableIsProtected() {
        assertThat(new TenantTableHygiene(dataSource).violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UPDATE usage_events SET cost_usd = 0", "DELETE FROM usage_events", "TRUNCATE usage_events"})
    void theServiceItselfMayNotChangeWhatWasRecorded(String change) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> Tenants.run(
                        TENANT,
                        () -> transaction.executeWithoutResult(
                                _ -> database.sql(change).update())))
                .withStackTraceContaining("permission denied");
    }

    @Test
    void withoutATenantNothingCanBeRead() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> database.sql("SELECT count(*) FROM usage_events")
                        .query(Long.class)
                        .single());
    }
}
