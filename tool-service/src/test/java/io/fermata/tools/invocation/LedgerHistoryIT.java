package io.fermata.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.ids.Ids;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.testing.History;
import io.fermata.starter.testing.Rivals;
import io.fermata.tools.catalog.Builtins;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever replicas do to one effect at once, some order of it, one after the other, gives the same answers. */
@ToolServiceIntegration
class LedgerHistoryIT {
    private static final int ROUNDS = Integer.getInteger("history.rounds", 150);
    private static final int OPERATIONS = 4;

    private final Random seeds = new Random(Long.getLong("history.seed", 1));

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private LedgerRows rows;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Outbox outbox;

    @Autowired
    private EndedCall ended;

    @Autowired
    private Ids ids;

    @Autowired
    private Builtins builtins;

    private LedgerRig rig;

    @BeforeEach
    void start() {
        TenantId tenant = new TenantId(Api.newTenant(0).tenant());
        ToolDefinition tool = builtins.find("calculator").orElseThrow();
        rig = new LedgerRig(tenant, tool, jdbc, rows, transaction, outbox, ended, ids);
        rig.start();
    }

    @AfterEach
    void stop() {
        rig.stop();
    }

    @Test
    void anEffectHasOneOwnerAndEndsOnce() throws Exception {
        try (Rivals replicas = new Rivals(LedgerRig.REPLICAS)) {
            for (int round = 0; round < ROUNDS; round++) {
                History<LedgerModel> history = new History<>();
                EffectKey key = rig.newKey();
                long seed = seeds.nextLong();

                replicas.round(replica -> play(history, key, replica, new Random(seed + replica)));

                assertThat(history.isLinearizable(LedgerModel.UNKNOWN_KEY))
                        .as("round %d%n%s", round, history)
                        .isTrue();
            }
        }
    }

    private void play(History<LedgerModel> history, EffectKey key, int replica, Random random) {
        history.perform(replica + " opens", () -> rig.open(key, replica), effect -> effect.open(replica));
        for (int i = 1; i < OPERATIONS; i++) {
            int epoch = 1 + random.nextInt(3);
            switch (random.nextInt(4)) {
                case 0 -> history.perform("outcome", () -> rig.outcome(key), LedgerModel::outcome);
                case 1 -> close(history, key, replica, epoch);
                default ->
                    history.perform(
                            replica + " takes over " + epoch,
                            () -> rig.takeOver(key, replica, epoch),
                            effect -> effect.takeOver(replica, epoch));
            }
        }
    }

    private void close(History<LedgerModel> history, EffectKey key, int replica, int epoch) {
        int result = 10 * epoch + replica;
        history.perform(
                replica + " closes " + epoch + " with " + result,
                () -> rig.close(key, replica, epoch, result),
                effect -> effect.close(replica, epoch, result));
    }
}
