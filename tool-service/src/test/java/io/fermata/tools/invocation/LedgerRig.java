package io.fermata.tools.invocation;

import io.fermata.starter.ids.Ids;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.harness.Calls;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The real ledger under three replicas. The last one never says that it lives. */
final class LedgerRig {
    static final int REPLICAS = 3;
    static final int DEAD = 2;

    private static final Duration LONG = Duration.ofHours(1);

    private final TenantId tenant;
    private final ToolDefinition tool;
    private final List<Replica> replicas;
    private final List<EffectLedger> ledgers;

    LedgerRig(
            TenantId tenant,
            ToolDefinition tool,
            JdbcTemplate jdbc,
            LedgerRows rows,
            TransactionTemplate transaction,
            Outbox outbox,
            EndedCall ended,
            Ids ids) {
        this.tenant = tenant;
        this.tool = tool;
        this.replicas = Stream.generate(() -> new Replica(ids.next("rep"), LONG, jdbc, transaction, _ -> {}))
                .limit(REPLICAS)
                .toList();
        this.ledgers = replicas.stream()
                .map(replica -> new EffectLedger(new JdbcLedger(jdbc, rows, outbox, replica), ended, ids))
                .toList();
    }

    /** All but the dead one say that they live, until they are stopped. */
    void start() {
        replicas.subList(0, DEAD).forEach(Replica::start);
    }

    void stop() {
        replicas.forEach(Replica::stop);
    }

    EffectKey newKey() {
        return new EffectKey(Calls.newKey());
    }

    boolean open(EffectKey key, int replica) {
        return in(() -> ledgers.get(replica).open(invocation(key), tool).isPresent());
    }

    boolean takeOver(EffectKey key, int replica, int seen) {
        return in(() -> ledgers.get(replica)
                .find(key)
                .filter(entry -> entry.outcome() == null)
                .flatMap(entry -> ledgers.get(replica).takeOver(at(entry, seen), tool))
                .isPresent());
    }

    boolean close(EffectKey key, int replica, int claimed, int result) {
        Outcome outcome = new Outcome(Outcome.State.SUCCEEDED, String.valueOf(result), null, 1, 1);
        return in(() -> ledgers.get(replica)
                .find(key)
                .filter(entry -> ledgers.get(replica).close(at(entry, claimed).claim(), invocation(key), outcome))
                .isPresent());
    }

    String outcome(EffectKey key) {
        return in(() -> ledgers.getFirst()
                .find(key)
                .map(LedgerEntry::outcome)
                .map(Outcome::outputJson)
                .orElse("none"));
    }

    private static LedgerEntry at(LedgerEntry found, int epoch) {
        return new LedgerEntry(
                new Claim(found.claim().executionId(), found.claim().effectKey(), epoch),
                found.tool(),
                found.toolVersion(),
                found.argumentsSha256(),
                found.held(),
                found.outcome());
    }

    private Invocation invocation(EffectKey key) {
        return new Invocation(key, Invocation.Origin.PERSON, tool.name().value(), tool.version(), "{}", null);
    }

    private <T> T in(Supplier<T> work) {
        return Tenants.call(tenant, work);
    }
}
