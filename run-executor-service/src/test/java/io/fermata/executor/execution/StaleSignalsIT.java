package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.WholeServiceTest;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@WholeServiceTest
class StaleSignalsIT {

    private final TenantId tenant = new TenantId(unique("stale"));

    @Autowired
    private StaleSignals stale;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void newsForARunThatNeverCameIsForgottenAfterTwoWeeks() {
        String old = signal("15 days");
        String young = signal("13 days");

        stale.forget();

        assertThat(signals()).contains(young).doesNotContain(old);
    }

    private String signal(String age) {
        String id = unique("sig");
        Tenants.run(
                tenant,
                () -> transactions.executeWithoutResult(
                        _ -> jdbc.sql("""
                        INSERT INTO run_signals (id, tenant_id, run_id, kind, payload, created_at)
                        VALUES (?, ?, 'run_that_never_came', 'cancel', '{}', now() - ?::interval)
                        """).params(id, tenant.value(), age).update()));
        return id;
    }

    private List<String> signals() {
        return Tenants.call(
                tenant,
                () -> transactions.execute(_ -> jdbc.sql("SELECT id FROM run_signals")
                        .query(String.class)
                        .list()));
    }
}
