package io.fermata.tools.invocation;

import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.invocation.LedgerWrite.Close;
import io.fermata.tools.invocation.LedgerWrite.Open;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger's table. Times are the database's, so that replicas need not agree on the hour. */
@Component
class JdbcLedger {
    private static final String HELD = """
            (e.lease_until > now() AND e.owner <> ?
             AND EXISTS (SELECT 1 FROM replicas r WHERE r.id = e.owner AND r.alive_until > now()))""";

    private static final String FIND = """
            SELECT e.*, %s AS held FROM tool_executions e WHERE e.tenant_id = ? AND e.effect_key = ?""".formatted(HELD);

    private static final String TAKE_OVER = """
            UPDATE tool_executions e
            SET owner = ?, epoch = e.epoch + 1, lease_until = now() + ? * interval '1 millisecond'
            WHERE e.tenant_id = ? AND e.effect_key = ? AND e.epoch = ? AND e.state = 'INTENT' AND NOT %s""".formatted(HELD);

    private static final String RELEASE = """
            DELETE FROM tool_executions
            WHERE tenant_id = ? AND effect_key = ? AND epoch = ? AND owner = ? AND state = 'INTENT'""";

    private final JdbcTemplate jdbc;
    private final LedgerBatch batch;
    private final LedgerRows rows;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final ToolUsage usage;
    private final Replica replica;

    JdbcLedger(
            JdbcTemplate jdbc,
            LedgerBatch batch,
            LedgerRows rows,
            TransactionTemplate transaction,
            Outbox outbox,
            ToolUsage usage,
            Replica replica) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.rows = rows;
        this.transaction = transaction;
        this.outbox = outbox;
        this.usage = usage;
        this.replica = replica;
    }

    /** All lines in one transaction, and with them one usage event for each effect that ended. */
    List<Boolean> write(List<LedgerWrite> lines) {
        List<Open> opens = of(Open.class, lines)
                // One order for all replicas: they may wait for each other's keys, but never in a circle.
                .sorted(Comparator.comparing(
                        open -> open.invocation().effectKey().value()))
                .toList();
        List<Close> closes = of(Close.class, lines).toList();
        Set<LedgerWrite> written = Objects.requireNonNull(transaction.execute(_ -> write(opens, closes)));
        return lines.stream().map(written::contains).toList();
    }

    private Set<LedgerWrite> write(List<Open> opens, List<Close> closes) {
        Set<LedgerWrite> written = new HashSet<>();
        String tenant = Tenants.current().value();
        if (!opens.isEmpty()) {
            Set<String> ids = Set.copyOf(batch.insert(tenant, replica.id(), opens));
            opens.stream().filter(open -> ids.contains(open.executionId())).forEach(written::add);
        }
        if (!closes.isEmpty()) {
            Set<String> ids = Set.copyOf(batch.update(tenant, replica.id(), closes));
            closes.stream()
                    .filter(close -> ids.contains(close.claim().executionId()))
                    .forEach(written::add);
        }
        var events = usage.of(written);
        if (!events.isEmpty()) {
            outbox.publishAll(events);
        }
        return written;
    }

    Optional<LedgerEntry> find(EffectKey key) {
        return Objects.requireNonNull(transaction.execute(_ ->
                jdbc.query(FIND, rows::entry, replica.id(), Tenants.current().value(), key.value()).stream()
                        .findFirst()));
    }

    boolean takeOver(Claim claim, Duration lease) {
        String key = claim.effectKey().value();
        return update(
                TAKE_OVER, replica.id(), lease.toMillis(), Tenants.current().value(), key, claim.epoch(), replica.id());
    }

    void release(Claim claim) {
        String key = claim.effectKey().value();
        update(RELEASE, Tenants.current().value(), key, claim.epoch(), replica.id());
    }

    private boolean update(String sql, Object... parameters) {
        return Objects.requireNonNull(transaction.execute(_ -> jdbc.update(sql, parameters))) > 0;
    }

    private static <T extends LedgerWrite> Stream<T> of(Class<T> kind, List<LedgerWrite> lines) {
        return lines.stream().filter(kind::isInstance).map(kind::cast);
    }
}
