package io.fermata.starter.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.event.TenantChanged;
import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.lifecycle.LifecycleAutoConfiguration;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.sealing.UnopenableException.Why;
import io.fermata.starter.security.AesGcm;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.TenantTableHygiene;
import io.fermata.starter.tenancy.Tenants;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.application.name=sealing-service", "fermata-test.database=fermata_sealing"})
@ImportAutoConfiguration(LifecycleAutoConfiguration.class)
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class SealingIT {
    private static final String PLAIN = "a planted plain text";
    private static final String DUMP =
            "SELECT t::text FROM notes t UNION ALL SELECT t::text || encode(wrapped, 'escape') FROM data_keys t";

    @Autowired
    private Sealer sealer;

    @Autowired
    private DataKeys keys;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JdbcClient database;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private SealingProperties properties;

    @Test
    void whatIsStoredCannotBeReadInTheDatabase() {
        String tenant = "sealing-dump";
        store(tenant, "n1");

        List<String> dump =
                inTenant(tenant, () -> database.sql(DUMP).query(String.class).list());

        assertThat(dump).hasSize(2).noneMatch(row -> row.contains("planted") || row.contains("plain text"));
        assertThat(load(tenant, "n1")).isEqualTo(PLAIN);
    }

    @Test
    void aKeyOutlivesTheTransactionItWasMadeIn() {
        String tenant = "sealing-rollback";

        Tenants.run(
                new TenantId(tenant),
                () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                    sealer.seal(place("gone"), PLAIN);
                    status.setRollbackOnly();
                }));
        store(tenant, "n1");

        Sealer elsewhere = replica(properties.keys());
        assertThat(Tenants.call(new TenantId(tenant), () -> elsewhere.tryOpenText(place("n1"), stored(tenant, "n1"))))
                .hasValue(PLAIN);
    }

    @Test
    void manyWhoNeedTheFirstKeyAtOnceGetTheSame() {
        String tenant = "sealing-race";

        List<String> sealed = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> Tenants.call(
                        new TenantId(tenant), () -> replica(properties.keys()).seal(place("n1"), PLAIN)))
                .toList();

        assertThat(sealed).allMatch(text -> text.startsWith("fs1.1."));
    }

    @Test
    void aNewMasterKeyTakesOverAllDataKeysAndTheOldOneIsMissedUntilThen() {
        String tenant = "sealing-master";
        store(tenant, "n1");
        MasterKeys next = MasterKeys.parse(Sealing.master("next"));
        MasterKeys both = MasterKeys.parse(Sealing.master("next") + "," + properties.masterKeys());

        assertThatThrownBy(() -> rotation(next).afterPropertiesSet())
                .isInstanceOf(MasterKeyMissingException.class)
                .hasMessageContaining("[test]", "FERMATA_SEALING_MASTER_KEYS");
        rotation(both).run();
        rotation(next).afterPropertiesSet();

        assertThat(Tenants.call(
                        new TenantId(tenant), () -> replica(next).tryOpenText(place("n1"), stored(tenant, "n1"))))
                .hasValue(PLAIN);
        // As before, for the other tests.
        rotation(MasterKeys.parse(properties.masterKeys() + "," + Sealing.master("next")))
                .run();
    }

    @Test
    void aTenantDeletedForGoodTakesItsKeysAlong() {
        String tenant = "sealing-erased";
        store(tenant, "n1");
        store("sealing-neighbour", "n1");

        publish(tenant, "deleting");
        publish(tenant, "deleted");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThatThrownBy(() -> load(tenant, "n1"))
                        .isInstanceOfSatisfying(
                                UnopenableException.class,
                                refusal -> assertThat(refusal.why()).isEqualTo(Why.ERASED)));
        assertThatThrownBy(() -> store(tenant, "n2")).hasMessageContaining("destroyed when it was erased");
        assertThat(inTenant(
                        tenant,
                        () -> database.sql("SELECT count(*) FROM data_keys")
                                .query(Long.class)
                                .single()))
                .isZero();
        assertThat(load("sealing-neighbour", "n1")).isEqualTo(PLAIN);
    }

    @Test
    void anErasureThatIsRolledBackErasesNothing() {
        String tenant = "sealing-kept";
        store(tenant, "n1");

        Tenants.run(
                new TenantId(tenant),
                () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                    keys.erase();
                    status.setRollbackOnly();
                }));

        assertThat(load(tenant, "n1")).isEqualTo(PLAIN);
    }

    @Test
    void theTablesOfTheKeysAreBehindRowLevelSecurity() {
        assertThat(new TenantTableHygiene(dataSource).violations()).isEmpty();
    }

    private void store(String tenant, String id) {
        inTenant(
                tenant,
                () -> database.sql("INSERT INTO notes (tenant_id, id, text) VALUES (app_tenant(), ?, ?)")
                        .params(id, sealer.seal(place(id), PLAIN))
                        .update());
    }

    private String load(String tenant, String id) {
        return inTenant(tenant, () -> new String(sealer.open(place(id), stored(tenant, id)), StandardCharsets.UTF_8));
    }

    private String stored(String tenant, String id) {
        return inTenant(
                tenant,
                () -> database.sql("SELECT text FROM notes WHERE id = ?")
                        .param(id)
                        .query(String.class)
                        .single());
    }

    private void publish(String tenant, String status) {
        inTenant(tenant, () -> {
            outbox.publish(
                    OutgoingEvent.of(tenant, tenant, new TenantChanged(tenant, "", status, false, List.of(), false)));
            return status;
        });
    }

    private Sealer replica(MasterKeys masters) {
        Wrapping wrapping = new Wrapping(masters, new SecureRandom());
        DataKeys others =
                new DataKeys(new JdbcDataKeys(database, transactions), wrapping, Clock.systemUTC(), properties);
        return new Sealer(others, new AesGcm(new SecureRandom()));
    }

    private MasterKeyRotation rotation(MasterKeys masters) {
        Wrapping wrapping = new Wrapping(masters, new SecureRandom());
        return new MasterKeyRotation(
                database,
                new TransactionTemplate(transactions),
                masters,
                new DataKeys(new JdbcDataKeys(database, transactions), wrapping, Clock.systemUTC(), properties));
    }

    private <T> T inTenant(String tenant, Supplier<T> work) {
        return Tenants.call(new TenantId(tenant), () -> new TransactionTemplate(transactions).execute(_ -> work.get()));
    }

    private static Place place(String id) {
        return new Place("notes.text", id);
    }
}
