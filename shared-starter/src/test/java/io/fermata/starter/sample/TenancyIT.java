package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.sample.Notes.Note;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.TenantMissingException;
import io.fermata.starter.tenancy.TenantTableHygiene;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest(properties = "spring.application.name=sample")
class TenancyIT {
    private static final TenantId ANNA = new TenantId("tenancy-anna");
    private static final TenantId BERT = new TenantId("tenancy-bert");

    @Autowired
    Notes notes;

    @Autowired
    NoteRow.Repository rows;

    @Autowired
    JdbcClient database;

    @Autowired
    DataSource dataSource;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void showsARowToItsOwnTenantOnly() {
        Note note = Tenants.call(ANNA, () -> notes.create("for anna's eyes"));

        assertThat(Tenants.call(ANNA, () -> notes.require(note.noteId()))).isEqualTo(note);
        assertThatThrownBy(() -> Tenants.run(BERT, () -> notes.require(note.noteId())))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void holdsWithRowLevelSecurityAloneWhenSqlForgetsTheTenant() {
        Tenants.run(ANNA, () -> notes.create("sql forgets"));

        List<String> tenants = Tenants.call(
                BERT,
                () -> new TransactionTemplate(transactions)
                        .execute(_ -> database.sql("SELECT tenant_id FROM notes")
                                .query(String.class)
                                .list()));

        assertThat(tenants).doesNotContain(ANNA.value());
    }

    @Test
    void refusesToWriteForAnotherTenant() {
        assertThatThrownBy(() -> Tenants.run(
                        ANNA,
                        () -> new TransactionTemplate(transactions)
                                .executeWithoutResult(_ -> database.sql(
                                                "INSERT INTO notes (tenant_id, id, text) VALUES ('tenancy-bert', 'x', 'x')")
                                        .update())))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void refusesATransactionWithoutATenantBeforeAnySql() {
        assertThat(transactions).isInstanceOf(JpaTransactionManager.class);
        assertThatThrownBy(() -> notes.find(new PageRequest(1, null))).isInstanceOf(TenantMissingException.class);
        assertThatThrownBy(rows::findAllByOrderByIdDesc).isInstanceOf(TenantMissingException.class);
    }

    @Test
    void refusesAQueryOutsideOfATransaction() {
        assertThatThrownBy(() -> Tenants.run(
                        ANNA,
                        () -> database.sql("SELECT count(*) FROM notes")
                                .query(Long.class)
                                .single()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("no tenant is set");
    }

    @Test
    void seesNoTenantRowsInHousekeeping() {
        assertThatThrownBy(() -> Tenants.housekeeping(() -> new TransactionTemplate(transactions)
                        .execute(_ -> database.sql("SELECT count(*) FROM notes")
                                .query(Long.class)
                                .single())))
                .hasStackTraceContaining("no tenant is set");
    }

    @Test
    void doesNotCarryATenantOverWithAPooledConnection() {
        List<CompletableFuture<Boolean>> answers = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> seesOnlyItself(new TenantId("bleed-" + i % 7))))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isTrue());
    }

    private boolean seesOnlyItself(TenantId tenant) {
        return Tenants.call(
                tenant,
                () -> new TransactionTemplate(transactions)
                        .execute(_ -> database.sql("SELECT app_tenant()")
                                .query(String.class)
                                .single())
                        .equals(tenant.value()));
    }

    @Test
    void filtersEntitiesByTenantToo() {
        Tenants.run(ANNA, () -> rows.save(new NoteRow("entity-of-anna", "an entity")));

        assertThat(Tenants.call(ANNA, () -> rows.findById("entity-of-anna")))
                .get()
                .satisfies(row -> assertThat(row.tenantId).isEqualTo(ANNA.value()));
        assertThat(Tenants.call(BERT, () -> rows.findById("entity-of-anna"))).isEmpty();
        assertThat(Tenants.call(BERT, rows::findAllByOrderByIdDesc))
                .extracting(row -> row.id)
                .doesNotContain("entity-of-anna");
    }

    @Test
    void letsNobodyChangeAnAppendOnlyTable() {
        assertThatThrownBy(() -> Tenants.run(
                        ANNA,
                        () -> new TransactionTemplate(transactions)
                                .executeWithoutResult(_ ->
                                        database.sql("DELETE FROM note_history").update())))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void leavesNoTableOpenAndOwnsNothing() {
        assertThat(new TenantTableHygiene(dataSource).violations()).isEmpty();
    }
}
