package io.fermata.starter.outbox;

import io.fermata.contracts.EventCatalogue;
import io.fermata.contracts.EventContract;
import io.fermata.starter.jdbc.RoundTrip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Table {@code outbox_newest}: of compacted topics the last word on each key. Rows of the outbox are kept for days; a
 * topic that is lost later is made anew from these.
 */
public final class NewestEvents {
    private static final Set<String> COMPACTED = EventCatalogue.all().stream()
            .filter(EventContract::compacted)
            .map(EventContract::topic)
            .collect(Collectors.toUnmodifiableSet());
    private static final String KEEP = """
            INSERT INTO outbox_newest (id, topic, key, type, tenant_id, headers, payload)
            SELECT e.id::uuid, e.topic, e.key, e.type, e.tenant_id, e.headers::jsonb, e.payload
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 AS e(id, topic, key, type, tenant_id, headers, payload)
            ON CONFLICT (tenant_id, topic, key) DO UPDATE
               SET id = excluded.id, type = excluded.type, headers = excluded.headers, payload = excluded.payload
             WHERE outbox_newest.id < excluded.id""";

    private final JdbcTemplate database;

    NewestEvents(JdbcTemplate database) {
        this.database = database;
    }

    static void addTo(RoundTrip trip, List<OutboxRow> rows) {
        Map<String, OutboxRow> newest = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> COMPACTED.contains(row.topic()))
                .forEach(row -> newest.put(row.topic() + " " + row.key(), row));
        if (!newest.isEmpty()) {
            trip.add(KEEP, OutboxRow.columns(List.copyOf(newest.values())));
        }
    }

    static void requireNone(List<OutboxRow> rows) {
        if (rows.stream().map(OutboxRow::topic).anyMatch(COMPACTED::contains)) {
            throw new IllegalArgumentException("the last word on a key is kept, which this statement does not");
        }
    }

    /** The current tenant was erased: all that is still said of it is that. */
    public void forgetAllBut(String topic) {
        database.update("DELETE FROM outbox_newest WHERE topic <> ?", topic);
    }
}
