package io.fermata.starter.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The relay's bookkeeping in the service's own database: where it reads, what it has sent, what was checked. */
final class RelayLedger {
    // One statement, so that the offset and the counts are one commit and one round trip.
    private static final String RECORD = """
            WITH moved AS (
                INSERT INTO relay_offsets (offset_key, offset_value) VALUES (?, ?)
                ON CONFLICT (offset_key) DO UPDATE SET offset_value = excluded.offset_value
            )
            INSERT INTO relay_confirmed (bucket, rows, digest)
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[])
            ON CONFLICT (bucket) DO UPDATE
            SET rows = relay_confirmed.rows + excluded.rows, digest = relay_confirmed.digest # excluded.digest
            """;

    private final RelayDatabase database;
    private final JdbcTemplate jdbc;

    RelayLedger(RelayDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    Map<ByteBuffer, ByteBuffer> offsets(Collection<ByteBuffer> keys) {
        Map<ByteBuffer, ByteBuffer> offsets = new HashMap<>();
        for (ByteBuffer key : keys) {
            jdbc.queryForList("SELECT offset_value FROM relay_offsets WHERE offset_key = ?", String.class, text(key))
                    .forEach(value -> offsets.put(key, ByteBuffer.wrap(value.getBytes(UTF_8))));
        }
        return offsets;
    }

    void record(ByteBuffer key, ByteBuffer value, Confirmations confirmed) {
        ConnectionCallback<@Nullable Void> write = connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
                statement.setString(1, text(key));
                statement.setString(2, text(value));
                fill(statement, connection, confirmed);
                statement.executeUpdate();
                return null;
            }
        };
        jdbc.execute(write);
    }

    /** After the slot is gone its offsets lead nowhere. */
    void forgetOffsets() {
        jdbc.update("DELETE FROM relay_offsets");
    }

    /** Everything below was relayed, and that was checked. */
    UUID relayedUntil() {
        return jdbc.queryForList("SELECT relayed_until FROM relay_watermark", UUID.class)
                .getFirst();
    }

    /** The counts below are not needed any more. */
    void closeUntil(long bucket) {
        database.transaction().executeWithoutResult(_ -> {
            jdbc.update("UPDATE relay_watermark SET relayed_until = ?", Buckets.floor(bucket));
            jdbc.update("DELETE FROM relay_confirmed WHERE bucket < ?", bucket);
        });
    }

    private static void fill(PreparedStatement statement, Connection connection, Confirmations confirmed)
            throws SQLException {
        statement.setArray(3, connection.createArrayOf("bigint", confirmed.buckets()));
        statement.setArray(4, connection.createArrayOf("bigint", confirmed.rows()));
        statement.setArray(5, connection.createArrayOf("bigint", confirmed.digests()));
    }

    private static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes.duplicate()).toString();
    }
}
