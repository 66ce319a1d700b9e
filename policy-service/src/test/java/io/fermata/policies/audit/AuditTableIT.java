package io.fermata.policies.audit;

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
class AuditTableIT {
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
            strings = {
                "UPDATE audit_events SET actor = 'nobody'",
                "DELETE FROM audit_events",
                "TRUNCATE audit_events",
                "UPDATE audit_anchors SET hash = ''",
                "DELETE FROM audit_anchors",
                "DELETE FROM audit_chains",
                "DELETE FROM audit_retention",
                "ALTER TABLE audit_events DISABLE ROW LEVEL SECURITY"
            })
    void updateAndDeleteAreRefusedToTheAppRole(String change) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> Tenants.run(
                        TENANT,
                        () -> transaction.executeWithoutResult(
                                _ -> database.sql(change).update())))
                .withStackTraceContaining(change.startsWith("ALTER") ? "must be owner" : "permission denied");
    }

    @Test
    void withoutATenantNothingCanBeRead() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> database.sql("SELECT count(*) FROM audit_events")
                        .query(Long.class)
                        .single());
    }
}
