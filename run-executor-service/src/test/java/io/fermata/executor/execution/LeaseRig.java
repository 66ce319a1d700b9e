package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.unique;

import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunRows;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The real tables under a few instances that live. Runs wait for a far timer, so that the service leaves them alone. */
final class LeaseRig {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final TenantId tenant;
    private final JdbcClient jdbc;
    private final RunRows rows;
    private final TransactionTemplate transactions;
    private final Journal journal;
    private final Remains remains;
    private final List<Leases> instances;

    LeaseRig(
            TenantId tenant,
            JdbcClient jdbc,
            RunRows rows,
            TransactionTemplate transactions,
            Journal journal,
            Remains remains,
            List<Leases> instances) {
        this.tenant = tenant;
        this.jdbc = jdbc;
        this.rows = rows;
        this.transactions = transactions;
        this.journal = journal;
        this.remains = remains;
        this.instances = instances;
        instances.forEach(instance -> remains.pretendAlive(instance.instance()));
    }

    String newRun() {
        String run = unique("run_raced");
        remains.leaveParked(run, "agt_any");
        return run;
    }

    long claim(String run, int instance) {
        return inTransaction(() -> instances
                .get(instance)
                .claim(run)
                .map(claimed -> claimed.lease().epoch())
                .orElse(0L));
    }

    boolean holds(String run, int instance, long epoch) {
        return inTransaction(() ->
                instances.get(instance).reclaim(run, lease(instance, epoch)).isPresent());
    }

    boolean release(String run, int instance, long epoch) {
        return inTransaction(() -> {
            instances.get(instance).release(run, lease(instance, epoch));
            return true;
        });
    }

    /** Through the journal, whose commits are shared. */
    boolean append(String run, int instance, long epoch, long version) {
        Run next = inTransaction(() -> read(run));
        while (next.version() < version) {
            next = next.sleep(FAR);
        }
        try {
            journal.append(new Draft().toEntry(next, lease(instance, epoch), false));
            return true;
        } catch (LeaseLostException e) {
            return false;
        }
    }

    private Run read(String run) {
        return jdbc.sql("SELECT " + RunRows.COLUMNS + " FROM runs WHERE id = ?")
                .params(run)
                .query(rows::read)
                .single();
    }

    private Lease lease(int instance, long epoch) {
        return new Lease(instances.get(instance).instance(), epoch);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Tenants.call(tenant, () -> transactions.execute(_ -> work.get()));
    }
}
