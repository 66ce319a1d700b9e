package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.run.RunRows;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.testing.History;
import io.fermata.starter.testing.Rivals;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever instances do to one row at once, some order of it, one after the other, gives the same answers. */
@WholeServiceTest
class LeaseHistoryIT {

    private static final int ROUNDS = Integer.getInteger("history.rounds", 150);
    private static final int INSTANCES = 3;
    private static final int OPERATIONS = 4;

    private final Random seeds = new Random(Long.getLong("history.seed", 1));

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

    private LeaseRig rig;

    @BeforeEach
    void open() {
        TenantId tenant = new TenantId(unique("raced"));
        rig = new LeaseRig(
                tenant,
                jdbc,
                rows,
                transactions,
                journal,
                new Remains(service, tenant),
                Stream.generate(() -> new Leases(jdbc, rows, properties, ids, metrics))
                        .limit(INSTANCES)
                        .toList());
    }

    @Test
    void aLeaseHasOneHolderAndOnlyThatOneWrites() throws Exception {
        try (Rivals instances = new Rivals(INSTANCES)) {
            for (int round = 0; round < ROUNDS; round++) {
                History<LeaseModel> history = new History<>();
                String run = rig.newRun();
                long seed = seeds.nextLong();

                instances.round(instance -> play(history, run, instance, new Random(seed + instance)));

                assertThat(history.isLinearizable(LeaseModel.FREE))
                        .as("round %d%n%s", round, history)
                        .isTrue();
            }
        }
    }

    private void play(History<LeaseModel> history, String run, int instance, Random random) {
        claim(history, run, instance);
        for (int i = 1; i < OPERATIONS; i++) {
            long claimed = LeaseModel.FREE.epoch() + 1 + random.nextInt(INSTANCES);
            switch (random.nextInt(5)) {
                case 0 -> claim(history, run, instance);
                case 1 ->
                    history.perform(
                            instance + " holds " + claimed,
                            () -> rig.holds(run, instance, claimed),
                            lease -> lease.holds(instance, claimed));
                case 2 ->
                    history.perform(
                            instance + " releases " + claimed,
                            () -> rig.release(run, instance, claimed),
                            lease -> lease.release(instance, claimed));
                default -> append(history, run, instance, claimed, random.nextInt(3));
            }
        }
    }

    private void claim(History<LeaseModel> history, String run, int instance) {
        history.perform(instance + " claims", () -> rig.claim(run, instance), lease -> lease.claim(instance));
    }

    private void append(History<LeaseModel> history, String run, int instance, long claimed, int newer) {
        long next = LeaseModel.FREE.version() + 1 + newer;
        history.perform(
                "%d writes %d under %d".formatted(instance, next, claimed),
                () -> rig.append(run, instance, claimed, next),
                lease -> lease.append(instance, claimed, next));
    }
}
