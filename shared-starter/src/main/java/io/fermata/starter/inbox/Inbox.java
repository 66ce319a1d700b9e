package io.fermata.starter.inbox;

import io.fermata.starter.tenancy.Tenants;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Which events each consumer group has handled. The note is part of the consumer's transaction, and so is as true as it. */
public final class Inbox {
    private static final String NOTE = """
            INSERT INTO inbox (consumer, tenant_id, event_id) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    // Sorted, so that two replicas that were handed the same events do not wait for each other in a circle.
    private static final String NOTE_ALL = """
            INSERT INTO inbox (consumer, tenant_id, event_id)
            SELECT ?, ?, id FROM unnest(?::text[]) AS id ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING event_id
            """;

    private final JdbcTemplate database;

    public Inbox(JdbcTemplate database) {
        this.database = database;
    }

    /**
     * Notes the event. Waits while another transaction is handling the same one.
     *
     * @param consumer the consumer group
     * @return false when the group has handled it before
     */
    public boolean firstTime(String consumer, String eventId) {
        requireTransaction();
        return database.update(NOTE, consumer, Tenants.current().value(), eventId) == 1;
    }

    /** Notes all of them in one statement and returns the new ones in their order, each id once. */
    public <E> List<E> firstTimers(String consumer, List<E> events, Function<E, String> id) {
        requireTransaction();
        Map<String, E> byId = new LinkedHashMap<>();
        events.forEach(event -> byId.putIfAbsent(id.apply(event), event));
        Set<String> firstTimers = noteAll(consumer, byId.keySet());
        return byId.entrySet().stream()
                .filter(event -> firstTimers.contains(event.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Set<String> noteAll(String consumer, Set<String> ids) {
        String tenant = Tenants.current().value();
        return new HashSet<>(database.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(NOTE_ALL);
                    statement.setString(1, consumer);
                    statement.setString(2, tenant);
                    statement.setArray(3, textArray(statement, ids));
                    return statement;
                },
                (row, _) -> row.getString(1)));
    }

    private static Array textArray(PreparedStatement statement, Set<String> values) throws SQLException {
        return statement.getConnection().createArrayOf("text", values.toArray());
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException(
                    "events are noted inside the transaction they belong to, and none is open");
        }
    }
}
