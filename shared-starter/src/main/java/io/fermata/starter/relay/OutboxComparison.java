package io.fermata.starter.relay;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** What lies in the outbox against what the relay says it has sent. */
final class OutboxComparison {
    // The id's first 48 bits are milliseconds, its last 64 go into the digest.
    private static final String DIFFERENT = """
            WITH written AS (
                SELECT ('x' || substr(hex, 1, 12))::bit(48)::bigint / ? AS bucket,
                       count(*) AS rows,
                       bit_xor(('x' || substr(hex, 17, 16))::bit(64)::bigint) AS digest
                FROM (SELECT replace(id::text, '-', '') AS hex FROM outbox WHERE id >= ? AND id < ?) AS ids
                GROUP BY 1
            )
            SELECT bucket FROM written LEFT JOIN relay_confirmed AS confirmed USING (bucket)
            WHERE confirmed.rows IS DISTINCT FROM written.rows OR confirmed.digest IS DISTINCT FROM written.digest
            ORDER BY bucket
            """;
    private static final String SETTLE = """
            INSERT INTO relay_confirmed (bucket, rows, digest) VALUES (?, ?, ?)
            ON CONFLICT (bucket) DO UPDATE SET rows = excluded.rows, digest = excluded.digest
            """;
    private static final String ROWS = """
            SELECT id, topic, key, type, tenant_id, headers::text, payload FROM outbox
            WHERE id >= ? AND id < ? ORDER BY id
            """;

    private final JdbcTemplate database;

    OutboxComparison(RelayDatabase database) {
        this.database = database.jdbc();
    }

    /** The buckets in which the two differ, oldest first. */
    List<Long> different(UUID from, UUID until) {
        return database.query(DIFFERENT, (row, _) -> row.getLong(1), Buckets.LENGTH.toMillis(), from, until);
    }

    /** The rows of one bucket in the order in which their ids were given. */
    void rows(long bucket, Consumer<OutboxMessages.RelayedRow> reader) {
        database.query(
                ROWS,
                row -> {
                    reader.accept(new OutboxMessages.RelayedRow(
                            row.getObject("id", UUID.class),
                            row.getString("topic"),
                            row.getString("key"),
                            row.getString("type"),
                            row.getString("tenant_id"),
                            row.getString("headers"),
                            row.getString("payload")));
                },
                Buckets.floor(bucket),
                Buckets.floor(bucket + 1));
    }

    /** From now on the bucket counts as holding exactly these rows. */
    void settle(long bucket, Confirmations sent) {
        Object[] rows = sent.rows();
        if (rows.length > 0) {
            database.update(SETTLE, bucket, rows[0], sent.digests()[0]);
        }
    }
}
