package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A commit that breaks in a way nobody foresaw. The run waits for a far timer, so that the service leaves it alone. */
@WholeServiceTest
class BrokenCommitIT {

    private final TenantId tenant = new TenantId(unique("broken"));
    private final String run = unique("run_broken");

    @Autowired
    private ApplicationContext service;

    @Autowired
    private Leases leases;

    @Autowired
    private Journal journal;

    private Leases.Claimed claimed;

    /** By another instance: its own runs the service takes up. */
    @BeforeEach
    void claim() {
        Remains remains = new Remains(service, tenant);
        remains.leaveParked(run, "agt_any");
        String another = unique("exe_another");
        remains.pretendAlive(another);
        claimed = new Leases.Claimed(remains.moveTo(another, run).run(), new Lease(another, 4));
    }

    /** Or the run would wait for its commit for ever, under a lease that is kept alive. */
    @Test
    void isToldToTheRunAndHoldsNobodyUp() throws Exception {
        assertThatThrownBy(() -> append(entryThatBreaks())).hasRootCauseInstanceOf(StackOverflowError.class);

        append(entry());

        assertThat(Tenants.<Boolean>call(tenant, () -> leases.isWritten(entry())))
                .isTrue();
    }

    private void append(JournalEntry entry) throws Exception {
        CompletableFuture.runAsync(() -> journal.append(entry)).get(10, TimeUnit.SECONDS);
    }

    private JournalEntry entry() {
        Run next = claimed.run().use(claimed.run().totals(), null);
        return new Draft().toEntry(next, claimed.lease(), false);
    }

    private JournalEntry entryThatBreaks() {
        JournalEntry whole = entry();
        return new JournalEntry(
                whole.run(), whole.lease(), false, new Breaking(), List.of(), List.of(), List.of(), null);
    }

    private static final class Breaking extends AbstractList<StepRow> {
        @Override
        public StepRow get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public Stream<StepRow> stream() {
            throw new StackOverflowError();
        }
    }
}
