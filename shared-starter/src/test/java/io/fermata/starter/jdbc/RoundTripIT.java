package io.fermata.starter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.application.name=starter-service", "fermata-test.database=fermata_starter"})
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class RoundTripIT {
    private static final String INSERT = """
            INSERT INTO notes (tenant_id, id, text, version)
            SELECT ?, n.id, n.text, n.version FROM unnest(?::text[], ?::text[], ?::bigint[]) AS n(id, text, version)""";
    private static final String UPDATE = "UPDATE notes SET version = version + ? WHERE version > ?";
    private static final LoneStatement TEXTS =
            new LoneStatement("SELECT DISTINCT text FROM notes WHERE text = ANY (?::text[])");
    private static final TenantId TENANT = new TenantId("round-trips");
    private static final TenantId OTHER = new TenantId("committed-round-trips");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private Ids ids;

    private record Note(String id, String text, long version) {}

    @Test
    void tellsHowManyRowsEachStatementChanged() {
        List<Note> notes = List.of(new Note("a", "one", 1), new Note("b", "two", 2));

        int[] counts = undone(() ->
                insert(TENANT, notes).add(UPDATE, 10L, 1L).add(UPDATE, 1L, 99L).execute(database));

        assertThat(counts).containsExactly(2, 1, 0);
    }

    /** The driver and the server keep prepared statements after a few executions. */
    @Test
    void staysRightWhenItIsPrepared() {
        undone(() -> {
            for (int n = 1; n <= 20; n++) {
                Note note = new Note("n" + n, "text " + n, n);
                int[] counts = insert(TENANT, List.of(note)).add(UPDATE, 0L, 0L).execute(database);
                assertThat(counts).containsExactly(1, n);
            }
            return 0;
        });
    }

    @Test
    void sendsNothingWhenThereIsNothing() {
        assertThat(undone(() -> new RoundTrip().execute(database))).isEmpty();
    }

    /** More often than there are connections, and often enough for all of it to be prepared. */
    @Test
    void commitsAllOfItOrNothing() {
        for (int n = 1; n <= 40; n++) {
            Note kept = new Note(ids.next("not"), "kept " + n, 1);
            Tenants.run(
                    OTHER,
                    () -> insert(OTHER, List.of(kept)).add(UPDATE, 0L, 0L).commit(database));

            List<Note> undone = List.of(new Note(ids.next("not"), "undone", 1));
            assertThatThrownBy(() -> Tenants.run(
                            OTHER,
                            () -> insert(OTHER, undone).add("SELECT 1 / 0").commit(database)))
                    .rootCause()
                    .hasMessageContaining("division by zero");

            assertThat(texts("kept " + n, "undone")).containsExactly("kept " + n);
        }
    }

    @Test
    void commitsNothingInsideAnotherTransaction() {
        assertThatThrownBy(() -> undone(() -> {
                    insert(TENANT, List.of(new Note("c", "three", 3))).commit(database);
                    return 0;
                }))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void columnsArriveAsTheyAre() {
        record Odd(String text, @Nullable String missing, boolean flag) {}
        String text = "a \"quoted\", {odd} \\ 'one'; NULL\n--";

        List<List<Object>> rows = undone(() -> database.query(
                "SELECT o.text, o.missing IS NULL, o.n, o.at::timestamptz, o.cost::numeric, o.flag"
                        + " FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::boolean[])"
                        + " AS o(text, missing, n, at, cost, flag)",
                (row, _) -> List.of(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant(),
                        row.getBigDecimal(5),
                        row.getBoolean(6)),
                Columns.of(List.of(new Odd(text, null, true)))
                        .text(Odd::text)
                        .text(Odd::missing)
                        .number(_ -> Long.MAX_VALUE)
                        .time(_ -> NOON)
                        .amount(_ -> new BigDecimal("0.000001"))
                        .flag(Odd::flag)
                        .arrays()));

        assertThat(rows).containsExactly(List.of(text, true, Long.MAX_VALUE, NOON, new BigDecimal("0.000001"), true));
    }

    private List<String> texts(String... texts) {
        return Tenants.call(OTHER, () -> TEXTS.query(database, (row, _) -> row.getString(1), (Object) texts));
    }

    private static RoundTrip insert(TenantId tenant, List<Note> notes) {
        Columns<Note> columns =
                Columns.of(notes).text(Note::id).text(Note::text).number(Note::version);
        return new RoundTrip().add(INSERT, columns.arraysAfter(tenant.value()));
    }

    private <T> T undone(Supplier<T> work) {
        return Objects.requireNonNull(Tenants.call(
                TENANT,
                () -> transaction.execute(status -> {
                    status.setRollbackOnly();
                    return work.get();
                })));
    }
}
