package io.fermata.starter.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.starter.relay.OutboxMessages.RelayedRow;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Reads what the replication slot delivers: rows of the outbox, and our own marks between them. */
final class OutboxChanges {
    private OutboxChanges() {}

    /** Empty for everything that is not a new row. */
    static Optional<RelayedRow> row(SourceRecord change) {
        Struct after = part(change, "after");
        return Optional.ofNullable(after).map(OutboxChanges::row);
    }

    /** The content of a mark ({@code pg_logical_emit_message}); empty for rows. */
    static Optional<String> mark(SourceRecord change) {
        Struct message = part(change, "message");
        return Optional.ofNullable(message).map(OutboxChanges::content);
    }

    private static @Nullable Struct part(SourceRecord change, String field) {
        if (!(change.value() instanceof Struct value) || value.schema().field(field) == null) {
            return null;
        }
        return value.getStruct(field);
    }

    private static RelayedRow row(Struct after) {
        return new RelayedRow(
                UUID.fromString(after.getString("id")),
                after.getString("topic"),
                after.getString("key"),
                after.getString("type"),
                after.getString("tenant_id"),
                after.getString("headers"),
                after.getString("payload"));
    }

    private static String content(Struct message) {
        Object content = message.get("content");
        return switch (content) {
            case ByteBuffer bytes -> UTF_8.decode(bytes.duplicate()).toString();
            case byte[] bytes -> new String(bytes, UTF_8);
            default -> throw new IllegalStateException("a mark is neither bytes nor text");
        };
    }
}
