package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunRows;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Many who want one run at the same moment. */
@WholeServiceTest
class LeasesIT {

    private static final int RIVALS = 8;

    private final TenantId tenant = new TenantId(unique("leases"));
    private final String run = unique("run_wanted");

    @Autowired
    private RunRows rows;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private ApplicationContext service;

    @Autowired
    private Journal journal;

    @Autowired
    private RunExecutorProperties properties;

    @Autowired
    private RunMetrics metrics;

    @Autowired
    private Ids ids;

    private Remains remains;

    @BeforeEach
    void open() {
        remains = new Remains(service, tenant);
    }

    /** The run waits for a far timer, so that the service itself leaves it alone. */
    @Test
    void oneOfManyInstancesGetsARunThatIsFree() throws Exception {
        remains.leaveParked(run, "agt_any");
        List<Leases> rivals = IntStream.range(0, RIVALS).mapToObj(_ -> alive()).toList();

        List<Leases.Claimed> claimed = atOnce(rivals, rival -> inTransaction(() -> claim(rival)));

        assertThat(claimed).hasSize(1);
        assertThat(claimed.getFirst().lease().epoch()).isEqualTo(4);
    }

    /** Claiming again what one owns fences off the claim before it: only the last lease can write. */
    @Test
    void onlyTheNewestOfItsLeasesWrites() throws Exception {
        remains.leaveParked(run, "agt_any");
        Leases owner = alive();
        List<Leases> claims = IntStream.range(0, RIVALS).mapToObj(_ -> owner).toList();
        List<Leases.Claimed> claimed = atOnce(claims, one -> inTransaction(() -> claim(one)));
        assertThat(claimed)
                .extracting(claim -> claim.lease().epoch())
                .doesNotHaveDuplicates()
                .hasSize(RIVALS);

        List<Long> written = atOnce(claimed, this::write);

        assertThat(written).containsExactly(3L + RIVALS);
    }

    /** One of them has lost its lease: that must not cost the others their commit, nor let its own through. */
    @Test
    void anEntryThatIsFencedOffDoesNotHarmItsCompany() throws Exception {
        Leases owner = alive();
        List<Leases.Claimed> claimed = new ArrayList<>();
        for (int i = 0; i < RIVALS; i++) {
            String other = run + "_" + i;
            remains.leaveParked(other, "agt_any");
            claimed.add(inTransaction(() -> owner.claim(other)).orElseThrow());
        }
        inTransaction(() -> owner.claim(claimed.getFirst().run().id()));

        List<Long> written = atOnce(claimed, this::write);

        assertThat(written).hasSize(RIVALS - 1);
    }

    /** The new owner has taken the next sequence by then: the zombie hears of its lease, not of a key that is taken. */
    @Test
    void aZombieIsFencedOffThoughItsLineIsWrittenAlready() {
        remains.leaveParked(run, "agt_any");
        Leases owner = alive();
        Leases.Claimed zombie = inTransaction(() -> claim(owner)).orElseThrow();
        Leases.Claimed next = inTransaction(() -> claim(owner)).orElseThrow();
        journal.append(withOneStep(next));

        assertThatThrownBy(() -> journal.append(withOneStep(zombie))).isInstanceOf(LeaseLostException.class);
    }

    private static JournalEntry withOneStep(Leases.Claimed claim) {
        Run run = claim.run().use(claim.run().totals().withSteps(1), null);
        Draft draft = new Draft();
        draft.add(new StepRow(
                run.id(), 1, unique("stp"), "error", "{}", "{}", 0, 0, BigDecimal.ZERO, 0, run.createdAt()));
        return draft.toEntry(run, claim.lease(), false);
    }

    private Optional<Long> write(Leases.Claimed claim) {
        Run next = claim.run().use(claim.run().totals(), null);
        try {
            journal.append(new Draft().toEntry(next, claim.lease(), false));
            return Optional.of(claim.lease().epoch());
        } catch (LeaseLostException e) {
            return Optional.empty();
        }
    }

    private Leases alive() {
        Leases leases = new Leases(jdbc, rows, properties, ids, metrics);
        remains.pretendAlive(leases.instance());
        return leases;
    }

    private Optional<Leases.Claimed> claim(Leases leases) {
        return leases.claim(run);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Tenants.call(tenant, () -> transactions.execute(_ -> work.get()));
    }

    private static <A, B> List<B> atOnce(List<A> inputs, Function<A, Optional<B>> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(inputs.size())) {
            List<Callable<Optional<B>>> tasks = new ArrayList<>();
            inputs.forEach(input -> tasks.add(() -> work.apply(input)));
            List<B> results = new ArrayList<>();
            for (Future<Optional<B>> result : threads.invokeAll(tasks)) {
                result.get().ifPresent(results::add);
            }
            return results;
        }
    }
}
