package io.fermata.identity.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.LockWaits;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A tenant on its way out: with grace, and then for good. */
@ServiceTest
class TenantDeletionIT {
    private static final String GRACE_IS_OVER = "UPDATE tenants SET purge_after = now() - interval '1 second'";

    /** More than the broker takes as one record. */
    private static final String NOT_TO_BE_TOLD =
            "UPDATE tenants SET stream_redaction = ARRAY(SELECT 'detector ' || n FROM generate_series(1, 200000) n)";

    private final Api api;
    private final Actors actors;
    private final DataSource database;
    private final PurgeTenants purge;
    private final TransactionTemplate transactions;

    TenantDeletionIT(
            @LocalServerPort int port,
            @Autowired DataSource database,
            @Autowired PurgeTenants purge,
            @Autowired TransactionTemplate transactions) {
        this.purge = purge;
        this.transactions = transactions;
        this.api = new Api(port);
        this.actors = new Actors(api);
        this.database = database;
    }

    @Test
    void deletesATenantWithGraceAndTakesItBack() {
        String id = actors.newTenantId();
        String path = "/api/v1/tenants/" + id;

        assertThat(api.delete(Actors.admin(id), path).status()).isEqualTo(403);
        Api.Answer deleted = api.delete(Actors.platformAdmin(), path);
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.string("/status")).isEqualTo("deleting");
        assertThat(deleted.json().get("purge_after").isNull()).isFalse();

        Api.Answer restored = api.patch(Actors.platformAdmin(), path, "{\"status\":\"active\"}");
        assertThat(restored.string("/status")).isEqualTo("active");
        assertThat(restored.json().get("purge_after").isNull()).isTrue();
        assertThat(api.delete(Actors.platformAdmin(), "/api/v1/tenants/platform")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void neitherStopsNorPutsOffADeletionBySuspendingOrDeletingAgain() {
        String path = "/api/v1/tenants/" + actors.newTenantId();
        String purgeAfter = api.delete(Actors.platformAdmin(), path).string("/purge_after");

        Api.Answer suspended = api.patch(Actors.platformAdmin(), path, "{\"status\":\"suspended\"}");
        Api.Answer again = api.delete(Actors.platformAdmin(), path);

        assertThat(suspended.status()).isEqualTo(409);
        assertThat(suspended.string("/detail")).contains("is being deleted");
        assertThat(again.status()).isEqualTo(202);
        assertThat(Instant.parse(again.string("/purge_after")))
                .isCloseTo(Instant.parse(purgeAfter), within(1, ChronoUnit.MILLIS));
        assertThat(api.get(Actors.platformAdmin(), path).string("/status")).isEqualTo("deleting");
    }

    @Test
    void purgesADeletedTenantWhenItsGraceIsOverAndKeepsItsId() {
        String id = actors.newTenantId();
        new People(api).withPassword(id, "admin");
        api.delete(Actors.platformAdmin(), "/api/v1/tenants/" + id);
        change(id, GRACE_IS_OVER);

        purge.run();

        assertThat(api.get(Actors.platformAdmin(), "/api/v1/tenants/" + id).status())
                .isEqualTo(404);
        assertThat(api.get(Actors.admin(id), "/api/v1/users").json().get("data"))
                .isEmpty();
        assertThat(api.post(Actors.platformAdmin(), "/api/v1/tenants", "{\"id\":\"" + id + "\",\"name\":\"x\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void destroysTheKeysOfAPurgedTenant() {
        String id = actors.newTenantId();
        storeSomethingSealed(id);
        assertThat(count(id, "data_keys")).isEqualTo(1);

        api.delete(Actors.platformAdmin(), "/api/v1/tenants/" + id);
        change(id, GRACE_IS_OVER);
        purge.run();

        await().atMost(Duration.ofSeconds(60)).until(() -> count(id, "erased_tenants") == 1);
        assertThat(count(id, "data_keys")).isZero();
    }

    @Test
    void leavesATenantWhoseDeletionIsTakenBackWhileItIsPurged() {
        String id = actors.newTenantId();
        People.Person person = new People(api).withPassword(id, "admin");
        api.delete(Actors.platformAdmin(), "/api/v1/tenants/" + id);
        change(id, GRACE_IS_OVER);

        CompletableFuture<Void> purging = Tenants.call(
                new TenantId(id),
                () -> transactions.execute(_ -> {
                    JdbcClient client = JdbcClient.create(database);
                    client.sql("UPDATE tenants SET status = 'active', purge_after = NULL")
                            .update();
                    CompletableFuture<Void> started = CompletableFuture.runAsync(purge::run);
                    new LockWaits(client).awaitOne();
                    return started;
                }));
        purging.join();

        assertThat(api.get(Actors.admin(id), "/api/v1/users/" + person.id()).status())
                .isEqualTo(200);
    }

    @Test
    void purgesATenantThoughOthersCannotBe() {
        String first = actors.newTenantId();
        String second = actors.newTenantId();
        String last = actors.newTenantId();
        for (String id : List.of(first, second, last)) {
            api.delete(Actors.platformAdmin(), "/api/v1/tenants/" + id);
            change(id, GRACE_IS_OVER);
        }
        try {
            change(first, NOT_TO_BE_TOLD);
            change(last, NOT_TO_BE_TOLD);

            purge.run();

            String path = "/api/v1/tenants/";
            assertThat(api.get(Actors.platformAdmin(), path + second).status()).isEqualTo(404);
            assertThat(count(first, "tenants WHERE status = 'deleting'")).isEqualTo(1);
        } finally {
            change(first, "UPDATE tenants SET stream_redaction = '{}'");
            change(last, "UPDATE tenants SET stream_redaction = '{}'");
        }
    }

    private void storeSomethingSealed(String tenant) {
        api.send(
                "POST",
                "/api/v1/api-keys",
                "{\"name\":\"ci\",\"role\":\"viewer\"}",
                "Authorization",
                "Bearer " + Actors.admin(tenant),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "once");
    }

    private void change(String tenant, String sql) {
        Tenants.run(
                new TenantId(tenant),
                () -> transactions.executeWithoutResult(
                        _ -> JdbcClient.create(database).sql(sql).update()));
    }

    private long count(String tenant, String table) {
        return Tenants.call(
                new TenantId(tenant),
                () -> transactions.execute(_ -> JdbcClient.create(database)
                        .sql("SELECT count(*) FROM " + table)
                        .query(Long.class)
                        .single()));
    }
}
