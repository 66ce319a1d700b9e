package io.fermata.starter.relay;

import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/** The place in the write-ahead log up to which the relay has read; whoever reads through it holds it alone. */
final class ReplicationSlot {
    /** What can be met when the relay wants to start. */
    enum State {
        /** Never made, or dropped by somebody. */
        ABSENT,
        /** The log it needs is gone: it can never be read from again. */
        LOST,
        /** Another replica reads through it. */
        TAKEN,
        FREE
    }

    private static final String STATE = """
            SELECT CASE WHEN wal_status = 'lost' OR plugin <> 'pgoutput' OR database <> current_database() THEN 'LOST'
                        WHEN active THEN 'TAKEN' ELSE 'FREE' END
            FROM pg_replication_slots WHERE slot_name = ?
            """;

    private final JdbcTemplate database;
    private final String name;

    ReplicationSlot(RelayDatabase database) {
        this.database = database.jdbc();
        this.name = database.properties().name().toLowerCase(Locale.ROOT).replace('-', '_') + "_outbox";
    }

    String name() {
        return name;
    }

    State state() {
        return database.query(STATE, (row, _) -> State.valueOf(row.getString(1)), name).stream()
                .findFirst()
                .orElse(State.ABSENT);
    }

    /** Every transaction that commits after this returns can be read through it. */
    void create() {
        database.queryForList("SELECT slot_name FROM pg_create_logical_replication_slot(?, 'pgoutput')", name);
    }

    void drop() {
        database.queryForList("SELECT pg_drop_replication_slot(?)::text", name);
    }
}
