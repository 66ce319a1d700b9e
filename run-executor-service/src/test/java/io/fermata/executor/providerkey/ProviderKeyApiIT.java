package io.fermata.executor.providerkey;

import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.contracts.event.AuditRecorded;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is told of keys that tenants brought, and what is not. */
@WholeServiceTest
class ProviderKeyApiIT {

    private static final String KEYS = "/api/v1/provider-keys";
    private static final String VALUE = "sk-never-shown-again-42";

    private final String tenant = unique("key-holder");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void showsEverythingButTheValue() {
        Answer stored = put("openai", VALUE).expect(200);
        put("anthropic", VALUE).expect(200);

        JsonNode list = of(tenant).get(KEYS).expect(200).body();

        assertThat(stored.body().propertyNames())
                .containsExactlyInAnyOrder("provider", "version", "created_at", "updated_at");
        assertThat(of(tenant).get(KEYS + "/openai").expect(200).body()).isEqualTo(stored.body());
        assertThat(list.get("data").findValuesAsString("provider")).containsExactly("openai", "anthropic");
        assertThat(list.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void turnsPages() {
        put("openai", VALUE).expect(200);
        put("anthropic", VALUE).expect(200);

        JsonNode first = of(tenant).get(KEYS + "?limit=1").expect(200).body();
        String cursor = first.get("next_cursor").asString();
        JsonNode second =
                of(tenant).get(KEYS + "?limit=1&cursor=" + cursor).expect(200).body();

        assertThat(first.get("data").findValuesAsString("provider")).containsExactly("openai");
        assertThat(second.get("data").findValuesAsString("provider")).containsExactly("anthropic");
    }

    @Test
    void showsAnotherTenantNothing() {
        put("openai", VALUE).expect(200);
        RunApi stranger = of(unique("stranger"));

        assertThat(stranger.get(KEYS).expect(200).body().get("data")).isEmpty();
        assertThat(stranger.get(KEYS + "/openai").expect(404).problem()).isEqualTo("not-found");
        assertThat(stranger.delete(KEYS + "/openai").expect(404).problem()).isEqualTo("not-found");
        of(tenant).get(KEYS + "/openai").expect(200);
    }

    @Test
    void forgetsWhatIsDeleted() {
        put("openai", VALUE).expect(200);

        of(tenant).delete(KEYS + "/openai").expect(204);

        of(tenant).get(KEYS + "/openai").expect(404);
        of(tenant).delete(KEYS + "/openai").expect(404);
        assertThat(of(tenant).get(KEYS).body().get("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unheard-of", "nowhere", "OPENAI", "%00", "a%2Fb"})
    void takesNoKeyForAProviderThatIsNotThere(String provider) {
        assertThat(put(provider, VALUE).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"api_key\":null}",
                "{\"api_key\":\"seven77\"}",
                "{\"api_key\":\"sk-with a space\"}",
                "{\"api_key\":\"sk-header\\r\\nX-Injected: 1\"}",
                "{\"api_key\":\"sk-schlüssel\"}",
                "{\"api_key\":[\"sk-in-an-array\"]}"
            })
    void takesNoValueThatCannotBeAKey(String body) {
        Answer refused = of(tenant).put(KEYS + "/openai", body).expect(422);

        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/api_key");
        assertThat(refused.body().toString()).doesNotContain("sk-");
    }

    @Test
    void takesNoValueThatIsTooLongAndNoOtherAddress() {
        put("openai", "k".repeat(4096)).expect(200);

        put("openai", "k".repeat(4097)).expect(422);
        assertThat(of(tenant)
                        .put(KEYS + "/openai", "{\"api_key\":\"" + VALUE + "\",\"base_url\":\"https://evil.test\"}")
                        .expect(400)
                        .problem())
                .isEqualTo("unknown-property");
    }

    @Test
    void asksForThePermissionsOfKeys() {
        RunApi reader = RunApi.with(port, TestTokens.token(tenant, "keys:read"));

        reader.get(KEYS).expect(200);
        reader.put(KEYS + "/openai", "{\"api_key\":\"" + VALUE + "\"}").expect(403);
        reader.delete(KEYS + "/openai").expect(403);
        RunApi.of(port, tenant).get(KEYS).expect(403);
    }

    @Test
    void sealsWhatItStores() {
        put("openai", VALUE).expect(200);

        List<String> dump = Tenants.call(
                new TenantId(tenant),
                () -> transactions.execute(_ -> database.sql("SELECT k::text FROM provider_keys k")
                        .query(String.class)
                        .list()));

        assertThat(dump)
                .singleElement()
                .satisfies(row -> assertThat(row).contains("openai", "fs1.1.").doesNotContain(VALUE));
    }

    @Test
    void tellsTheAuditTrailWithoutTheValue() {
        put("openai", VALUE).expect(200);
        of(tenant).delete(KEYS + "/openai").expect(204);

        AuditRecorded put = Bus.awaitAudit(tenant, "provider_key.put");
        AuditRecorded deleted = Bus.awaitAudit(tenant, "provider_key.delete");

        assertThat(List.of(put, deleted)).allSatisfy(audit -> {
            assertThat(audit.resourceType()).isEqualTo("provider_key");
            assertThat(audit.resourceId()).isEqualTo("openai");
            assertThat(audit.toString()).doesNotContain(VALUE);
        });
        assertThat(put.details().path("version").intValue()).isEqualTo(1);
    }

    @Test
    void saysNothingOfTheValueInLogs() {
        assertThat(new ProviderKeyController.ProviderKeyRequest(VALUE))
                .asString()
                .doesNotContain(VALUE);
    }

    private RunApi of(String whose) {
        return RunApi.with(port, TestTokens.token(whose, "keys:read", "keys:write"));
    }

    private Answer put(String provider, String value) {
        return of(tenant).put(KEYS + "/" + provider, "{\"api_key\":\"" + value + "\"}");
    }
}
