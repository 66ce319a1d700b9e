package io.fermata.starter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.TenantMissingException;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.application.name=starter-service", "fermata-test.database=fermata_starter"})
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class LoneStatementIT {
    private static final LoneStatement INSERT = new LoneStatement("""
            INSERT INTO notes (tenant_id, id, text)
            SELECT ?, n.id, n.text FROM unnest(?::text[], ?::text[]) AS n(id, text) RETURNING id""");
    private static final LoneStatement FIND = new LoneStatement("SELECT id FROM notes WHERE text = ?");
    private static final LoneStatement DELETE = new LoneStatement("DELETE FROM notes WHERE text = ?");

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private DatabaseProperties properties;

    @Autowired
    private Ids ids;

    private final TenantId tenant = new TenantId("lone-statements");

    @Test
    void isCommittedWhenItReturns() {
        String id = ids.next("not");

        assertThat(insert(id)).containsExactly(id);

        try (SingleConnectionDataSource other = anotherConnection()) {
            assertThat(notes(new JdbcTemplate(other), tenant, id)).containsExactly(id);
        }
    }

    /** The driver and the server keep prepared statements after a few executions. */
    @Test
    void staysRightWhenItIsPrepared() {
        for (int n = 1; n <= 20; n++) {
            String id = ids.next("not");
            assertThat(insert(id)).containsExactly(id);
            assertThat(Tenants.<Integer>call(tenant, () -> DELETE.update(database, id)))
                    .isOne();
            assertThat(notes(database, tenant, id)).isEmpty();
        }
    }

    @Test
    void doesAllOrNothing() {
        String id = ids.next("not");

        assertThatThrownBy(() -> insert(id, id)).isInstanceOf(DuplicateKeyException.class);

        assertThat(notes(database, tenant, id)).isEmpty();
    }

    @Test
    void isTheTenantsAndNobodysAfterwards() {
        String id = ids.next("not");
        try (SingleConnectionDataSource one = anotherConnection()) {
            JdbcTemplate connection = new JdbcTemplate(one);
            Tenants.run(
                    tenant,
                    () -> INSERT.query(
                            connection, (row, _) -> row.getString(1), tenant.value(), new String[] {id}, new String[] {
                                id
                            }));

            assertThat(notes(connection, new TenantId("somebody-else"), id)).isEmpty();
            assertThatThrownBy(() -> connection.queryForList("SELECT id FROM notes"))
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("no tenant is set");
        }
    }

    @Test
    void neverWritesForAnotherTenant() {
        assertThatThrownBy(() -> Tenants.run(new TenantId("somebody-else"), () -> insertFor(tenant, "foreign")))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void refusesToRunWhereItWouldNotCommit() {
        assertThatThrownBy(() -> FIND.update(database, "")).isInstanceOf(TenantMissingException.class);
        assertThatThrownBy(() -> Tenants.run(
                        tenant, () -> transaction.executeWithoutResult(_ -> DELETE.update(database, "nothing"))))
                .isInstanceOf(IllegalTransactionStateException.class);
        try (SingleConnectionDataSource manual = anotherConnection()) {
            manual.setAutoCommit(false);
            assertThatThrownBy(() -> Tenants.run(tenant, () -> DELETE.update(new JdbcTemplate(manual), "nothing")))
                    .isInstanceOf(IllegalTransactionStateException.class);
        }
    }

    private List<String> insert(String... noteIds) {
        return Tenants.call(tenant, () -> insertFor(tenant, noteIds));
    }

    private List<String> insertFor(TenantId owner, String... noteIds) {
        return INSERT.query(database, (row, _) -> row.getString(1), owner.value(), noteIds, noteIds);
    }

    private static List<String> notes(JdbcTemplate database, TenantId reader, String id) {
        return Tenants.call(reader, () -> FIND.query(database, (row, _) -> row.getString(1), id));
    }

    private SingleConnectionDataSource anotherConnection() {
        return new SingleConnectionDataSource(properties.url(), properties.appUser(), properties.appPassword(), true);
    }
}
