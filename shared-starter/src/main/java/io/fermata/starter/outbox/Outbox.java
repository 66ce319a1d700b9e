package io.fermata.starter.outbox;

import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.jdbc.RoundTrip;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes events into the transaction that changes the state they tell about: both commit or neither does. The relay
 * sends them on; events of one key keep the order in which they were published.
 */
public final class Outbox {
    /**
     * Tells of rows within the statement that writes them. {@code written(id)}, a part of that statement, says which it
     * wrote; the parameters are those of {@link #ofRows}.
     */
    public static final String TELL_OF_WRITTEN = OutboxInsert.INSERT_OF_WRITTEN;

    private final JdbcTemplate database;
    private final PayloadsAtRest payloads;
    private final Supplier<UUID> ids;
    private final int maxBytes;

    /**
     * Made once per service.
     *
     * @param payloads how they lie in the table
     * @param ids a source of UUIDv7 of the machine's own time, ascending within this process
     * @param maxBytes what the broker takes as one record; a larger event could never leave
     */
    public Outbox(JdbcTemplate database, PayloadsAtRest payloads, Supplier<UUID> ids, int maxBytes) {
        this.database = database;
        this.payloads = payloads;
        this.ids = ids;
        this.maxBytes = maxBytes;
    }

    /**
     * Adds the event to the open transaction.
     *
     * @throws io.fermata.starter.tenancy.TenantMissingException when no tenant is bound
     * @throws org.springframework.transaction.IllegalTransactionStateException when no transaction is open
     */
    public void publish(OutgoingEvent event) {
        publishAll(List.of(event));
    }

    /** One statement for all of them. */
    public void publishAll(List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        requireTransaction();
        RoundTrip trip = new RoundTrip();
        publishAll(events, trip);
        trip.execute(database);
    }

    /** Publishes them with what else the round trip carries, in the transaction in which that is executed. */
    public void publishAll(List<OutgoingEvent> events, RoundTrip trip) {
        if (events.isEmpty()) {
            return;
        }
        List<OutboxRow> rows = rows(events);
        OutboxInsert.addTo(trip, rows);
        NewestEvents.addTo(trip, rows);
    }

    /**
     * The parameters of {@link #TELL_OF_WRITTEN}.
     *
     * @throws IllegalArgumentException for an event of a compacted topic: it would have to be kept as well as told
     */
    public Object[] ofRows(List<RowEvent> events) {
        List<OutboxRow> rows = rows(events.stream().map(RowEvent::event).toList());
        NewestEvents.requireNone(rows);
        return OutboxInsert.columns(events, rows);
    }

    private List<OutboxRow> rows(List<OutgoingEvent> events) {
        TenantId tenant = Tenants.current();
        return events.stream()
                .map(event ->
                        OutboxRow.of(ids.get(), tenant, event).within(maxBytes).sealed(payloads))
                .toList();
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException(
                    "events are published inside the transaction they belong to, and none is open");
        }
    }
}
