package io.fermata.executor.providerkey;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.OPERATORS_KEY;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.model.ModelFailure;
import io.fermata.executor.model.OwnKeys;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.sealing.DataKeys;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Under whose key a tenant's model calls go out. The scripted model refuses every key but the one it is told to demand. */
@WholeServiceTest
class ProviderKeysIT {

    private final String tenant = unique("bringer");
    private final String key = unique("sk-brought-along");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private DataKeys dataKeys;

    @Autowired
    private OwnKeys known;

    @Autowired
    private ProviderKeyBox box;

    @AfterEach
    void demandNothing() {
        MODEL.play(Script.builtIn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void areShownToTheProviderForTheirTenantAlone(String provider) {
        put(provider, key).expect(200);

        assertThat(status(tenant, provider, key)).isEqualTo("succeeded");
        assertThat(status(tenant, provider, OPERATORS_KEY)).isEqualTo("failed");
        assertThat(status(unique("other"), provider, OPERATORS_KEY)).isEqualTo("succeeded");
    }

    @Test
    void areUsedNoMoreOnceTheyAreDeleted() {
        put("openai", key).expect(200);
        assertThat(status(tenant, "openai", key)).isEqualTo("succeeded");

        keys().delete("/api/v1/provider-keys/openai").expect(204);

        assertThat(status(tenant, "openai", OPERATORS_KEY)).isEqualTo("succeeded");
    }

    @Test
    void areNotGuessedWhenTheyCannotBeLookedUp() {
        ProviderKeyStore away =
                new ProviderKeyStore(database, new JdbcTemplate(new DriverManagerDataSource("jdbc:away:")));
        OwnKeys unknown = new KnownProviderKeys(away, box, transactions);

        assertThatThrownBy(() -> Tenants.call(new TenantId(tenant), () -> unknown.find("openai")))
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.UNAVAILABLE));
    }

    @Test
    void takeThePlaceOfTheOperatorsFromTheNextCallOn() {
        assertThat(status(tenant, "openai", OPERATORS_KEY)).isEqualTo("succeeded");

        put("openai", key).expect(200);

        assertThat(status(tenant, "openai", key)).isEqualTo("succeeded");
    }

    @Test
    void areRotatedByStoringAnother() {
        String next = unique("sk-the-next-one");
        put("openai", key).expect(200);
        assertThat(status(tenant, "openai", key)).isEqualTo("succeeded");

        assertThat(put("openai", next).expect(200).body().path("version").intValue())
                .isEqualTo(2);

        assertThat(status(tenant, "openai", next)).isEqualTo("succeeded");
        assertThat(status(tenant, "openai", key)).isEqualTo("failed");
    }

    @Test
    void areNotTakenForOlderOnesOfTheSameVersion() {
        String next = unique("sk-the-next-one");
        put("openai", key).expect(200);
        assertThat(status(tenant, "openai", key)).isEqualTo("succeeded");
        keys().delete("/api/v1/provider-keys/openai").expect(204);

        put("openai", next).expect(200);

        assertThat(status(tenant, "openai", next)).isEqualTo("succeeded");
    }

    @Test
    void openAProviderThatTheOperatorHasNoKeyFor() {
        Answer without = run(tenant, "keyless", key);
        assertThat(without.body().at("/error/code").asString()).isEqualTo("model-not-configured");
        assertThat(without.body().at("/error/message").asString()).contains("keyless", "has brought none");

        put("keyless", key).expect(200);

        assertThat(status(tenant, "keyless", key)).isEqualTo("succeeded");
    }

    @Test
    void giveWayToNoOtherWhenTheyCannotBeOpened() {
        put("openai", key).expect(200);
        inTenant("UPDATE provider_keys SET version = version + 1 WHERE tenant_id = ?");

        Answer run = run(tenant, "openai", OPERATORS_KEY);

        assertThat(run.text("status")).isEqualTo("failed");
        assertThat(run.body().at("/error/code").asString()).isEqualTo("model-not-configured");
        assertThat(run.body().at("/error/message").asString()).contains("openai", "stored again");
    }

    @Test
    void openNoMoreOnceTheTenantsDataKeysAreDestroyed() {
        put("openai", key).expect(200);
        assertThat(status(tenant, "openai", key)).isEqualTo("succeeded");
        Tenants.run(new TenantId(tenant), () -> transactions.executeWithoutResult(_ -> dataKeys.erase()));

        assertThatThrownBy(() -> Tenants.run(new TenantId(tenant), () -> known.find("openai")))
                .isInstanceOf(ModelFailure.class)
                .hasMessageContaining("cannot be opened");
        put("openai", key).expect(404);
    }

    @Test
    void areNoticedSoonWhenAnotherReplicaStoredThem() {
        put("openai", key).expect(200);
        assertThat(status(tenant, "openai", key)).isEqualTo("succeeded");

        inTenant("DELETE FROM provider_keys WHERE tenant_id = ?");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> status(tenant, "openai", OPERATORS_KEY).equals("succeeded"));
    }

    private RunApi keys() {
        return RunApi.with(port, TestTokens.token(tenant, "keys:read", "keys:write"));
    }

    private Answer put(String provider, String value) {
        return keys().put("/api/v1/provider-keys/" + provider, "{\"api_key\":\"" + value + "\"}");
    }

    private void inTenant(String sql) {
        Tenants.run(
                new TenantId(tenant),
                () -> transactions.executeWithoutResult(
                        _ -> database.sql(sql).params(tenant).update()));
    }

    private String status(String whose, String provider, String demanded) {
        return run(whose, provider, demanded).text("status");
    }

    /** A run of that tenant while the provider demands this key. */
    private Answer run(String whose, String provider, String demanded) {
        MODEL.play(
                Script.always().replies("Hello.").done().demandingKey(demanded).build());
        String agent = agent("active", Map.of("model", provider + "/some-model"));
        return RunApi.of(port, whose).run(agent, "hello").expect(200);
    }
}
