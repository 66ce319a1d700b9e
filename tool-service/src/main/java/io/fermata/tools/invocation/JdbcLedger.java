package io.fermata.tools.invocation;

import io.fermata.starter.jdbc.LoneStatement;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.outbox.RowEvent;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.invocation.LedgerWrite.Close;
import io.fermata.tools.invocation.LedgerWrite.Open;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The ledger's table. Times are the database's, so that replicas need not agree on the hour. */
@Component
class JdbcLedger {
    private static final String HELD = """
            (e.lease_until > now() AND e.owner <> ?
             AND EXISTS (SELECT 1 FROM replicas r WHERE r.id = e.owner AND r.alive_until > now()))""";

    private static final LoneStatement FIND = new LoneStatement("""
            SELECT e.*, %s AS held FROM tool_executions e WHERE e.tenant_id = ? AND e.effect_key = ?""".formatted(HELD));

    private static final LoneStatement TAKE_OVER = new LoneStatement("""
            UPDATE tool_executions e
            SET owner = ?, epoch = e.epoch + 1, lease_until = now() + ? * interval '1 millisecond'
            WHERE e.tenant_id = ? AND e.effect_key = ? AND e.epoch = ? AND e.state = 'INTENT' AND NOT %s""".formatted(HELD));

    private static final LoneStatement RELEASE = new LoneStatement("""
            DELETE FROM tool_executions
            WHERE tenant_id = ? AND effect_key = ? AND epoch = ? AND owner = ? AND state = 'INTENT'""");

    private final JdbcTemplate jdbc;
    private final LedgerRows rows;
    private final Outbox outbox;
    private final Replica replica;

    JdbcLedger(JdbcTemplate jdbc, LedgerRows rows, Outbox outbox, Replica replica) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.outbox = outbox;
        this.replica = replica;
    }

    /** All lines in one transaction, and with each what is told of it. */
    List<Boolean> write(List<LedgerWrite> lines) {
        List<Open> opens = of(Open.class, lines)
                // One order for all replicas: they may wait for each other's keys, but never in a circle.
                .sorted(Comparator.comparing(
                        open -> open.invocation().effectKey().value()))
                .toList();
        List<Close> closes = of(Close.class, lines).toList();
        Set<String> written = Set.copyOf(new LedgerBatch(Tenants.current().value(), replica.id(), rows)
                .open(opens)
                .close(closes)
                .tell(events(lines), outbox)
                .write(jdbc));
        return lines.stream().map(line -> written.contains(line.executionId())).toList();
    }

    Optional<LedgerEntry> find(EffectKey key) {
        return FIND.query(jdbc, rows::entry, replica.id(), Tenants.current().value(), key.value()).stream()
                .findFirst();
    }

    boolean takeOver(Claim claim, Duration lease) {
        String tenant = Tenants.current().value();
        String key = claim.effectKey().value();
        String self = replica.id();
        return TAKE_OVER.update(jdbc, self, lease.toMillis(), tenant, key, claim.epoch(), self) > 0;
    }

    void release(Claim claim) {
        String tenant = Tenants.current().value();
        RELEASE.update(jdbc, tenant, claim.effectKey().value(), claim.epoch(), replica.id());
    }

    private static List<RowEvent> events(List<LedgerWrite> lines) {
        return lines.stream()
                .flatMap(line -> line.events().stream().map(event -> new RowEvent(line.executionId(), event)))
                .toList();
    }

    private static <T extends LedgerWrite> Stream<T> of(Class<T> kind, List<LedgerWrite> lines) {
        return lines.stream().filter(kind::isInstance).map(kind::cast);
    }
}
