package io.fermata.starter.outbox;

import io.fermata.starter.jdbc.Columns;
import io.fermata.starter.jdbc.RoundTrip;
import java.util.List;
import java.util.stream.Stream;

/** Inserts any number of rows as one statement, in their order. */
final class OutboxInsert {
    private static final String INSERT = """
            INSERT INTO outbox (id, topic, key, type, tenant_id, headers, payload)
            SELECT e.id::uuid, e.topic, e.key, e.type, e.tenant_id, e.headers::jsonb, e.payload
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 AS e(id, topic, key, type, tenant_id, headers, payload)""";

    static final String INSERT_OF_WRITTEN = """
            INSERT INTO outbox (id, topic, key, type, tenant_id, headers, payload)
            SELECT e.id::uuid, e.topic, e.key, e.type, e.tenant_id, e.headers::jsonb, e.payload
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 AS e(row_id, id, topic, key, type, tenant_id, headers, payload)
            WHERE e.row_id IN (SELECT w.id FROM written w)""";

    private OutboxInsert() {}

    static void addTo(RoundTrip trip, List<OutboxRow> rows) {
        trip.add(INSERT, OutboxRow.columns(rows));
    }

    /** The parameters of {@link #INSERT_OF_WRITTEN}. */
    static Object[] columns(List<RowEvent> events, List<OutboxRow> rows) {
        Object[] ids = Columns.of(events).text(RowEvent::row).arrays();
        return Stream.of(ids, OutboxRow.columns(rows)).flatMap(Stream::of).toArray();
    }
}
