package io.fermata.starter.outbox;

import io.fermata.starter.jdbc.RoundTrip;
import java.util.List;

/** Inserts any number of rows as one statement, in their order. */
final class OutboxInsert {
    private static final String INSERT = """
            INSERT INTO outbox (id, topic, key, type, tenant_id, headers, payload)
            SELECT e.id::uuid, e.topic, e.key, e.type, e.tenant_id, e.headers::jsonb, e.payload
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 AS e(id, topic, key, type, tenant_id, headers, payload)""";

    private OutboxInsert() {}

    static void addTo(RoundTrip trip, List<OutboxRow> rows) {
        trip.add(INSERT, OutboxRow.columns(rows));
    }
}
