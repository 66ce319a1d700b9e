package io.fermata.e2e;

import static io.fermata.e2e.http.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.leak.Leaks;
import io.fermata.e2e.leak.Leaks.Leak;
import io.fermata.e2e.leak.Needles;
import io.fermata.e2e.support.Evidence;
import io.fermata.e2e.support.Person;
import io.fermata.e2e.support.Planted;
import io.fermata.e2e.support.StackToItself;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** After all the others: no credential that came up in any of them lies where somebody could read it. */
@ExtendWith(LocalStackExtension.class)
@StackToItself
@Order(StackToItself.LAST)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedSecretsE2E {
    private static final String TOOL_SECRET = Planted.secret("a tool's secret", "planted-tool-secret-93b1");
    private static final String PROVIDER_KEY = Planted.secret("a provider's key", "planted-provider-key-58d2");
    private static final String ISSUER_SECRET = Planted.secret("an issuer's secret", "planted-issuer-secret-71cc");
    private static final String WRONG = Planted.secret("a mistyped password", "planted-wrong-password-40aa");
    /** People may write what they like: this is kept, sent and shown, so it has to be found. */
    private static final String LEGAL = "planted-where-it-may-be-5e77";

    private static final Leak ADAPTERS_OWN = new Leak(ChannelAdapterE2E.ADAPTERS_TOKEN, "topic run.requested header");

    private Tenant tenant;

    @BeforeAll
    void everyKindOfSecretIsUsed() {
        TestPlatform.playDefaultScript();
        tenant = TestPlatform.newTenant("planted");
        bringAKeyForTheModel();
        useAToolWithASecret();
        useKeysThatCountNoMore();
        signInWellAndBadly();
        nameAnOutsideIssuerAndAnApplication();
        sendSecretsWhereTheyAreRefused();
    }

    @Test
    void noSecretIsFoundAnywhere() {
        Map<String, String> secrets = new HashMap<>(Planted.secrets());
        secrets.putAll(Evidence.secretsOfTheStack());
        Leaks leaks = new Leaks(new Needles(secrets));

        Evidence.read(leaks);

        assertThat(leaks.found()).filteredOn(leak -> !leak.equals(ADAPTERS_OWN)).isEmpty();
    }

    @Test
    void theSearchFindsWhatMayBeThere() {
        Leaks leaks = new Leaks(new Needles(
                Map.of(LEGAL, "what somebody wrote", tenant.id(), "a tenant", "jvm_memory_used_bytes", "a metric")));
        Evidence.read(leaks);

        assertThat(leaks.found())
                .contains(
                        new Leak("what somebody wrote", "table fermata_executor.runs"),
                        new Leak("what somebody wrote", "table fermata_executor.outbox"),
                        new Leak("what somebody wrote", "topic run.requested"),
                        new Leak("what somebody wrote", "refusals"),
                        new Leak("a tenant", "topic run.changed header"),
                        new Leak("a tenant", "table fermata_policies.audit_events"),
                        new Leak("a tenant", "audit export"),
                        new Leak("a metric", "metrics of identity-service"));
        assertThat(leaks.places())
                .contains("log gateway-service.log", "log identity-service.log", "log postgres.log", "log kafka.log");
    }

    private void bringAKeyForTheModel() {
        tenant.gateway()
                .send("PUT", "/api/v1/provider-keys/openai", object("api_key", PROVIDER_KEY))
                .requireSuccess("planting a provider's key");
    }

    private void useAToolWithASecret() {
        Gateway owner = tenant.gateway();
        owner.send(
                        "PUT",
                        "/api/v1/secrets/SHOP_TOKEN",
                        object("value", TOOL_SECRET, "allowed_hosts", List.of("127.0.0.1")))
                .requireSuccess("planting a secret");
        tool("orders.lookup", "GET", "/orders/{order_id}");
        tool("orders.refund", "GET", "/status/500");
        String agent = tenant.agent("openai/gpt-4o-mini", "orders.lookup", "orders.refund");
        tenant.awaitStatus(tenant.start(agent, "Look up order 42. " + LEGAL), "succeeded");
        for (String tool : List.of("orders.lookup", "orders.refund")) {
            owner.send("POST", "/api/v1/tools/" + tool + "/invoke", object("arguments", Map.of("order_id", "42")));
        }
    }

    private void tool(String name, String method, String path) {
        Map<String, ?> handler = object(
                "type",
                "http",
                "method",
                method,
                "url",
                TestPlatform.stack().toolServerUrl() + path,
                "headers",
                Map.of("X-Shop-Token", "${secrets.SHOP_TOKEN}"));
        Map<String, ?> order = Tenant.parameters(Map.of("order_id", Map.of("type", "string")));
        tenant.gateway()
                .post(
                        "/api/v1/tools",
                        object("name", name, "description", "Shops.", "handler", handler, "parameters", order));
    }

    private void useKeysThatCountNoMore() {
        JsonNode key = tenant.gateway().post("/api/v1/api-keys", Map.of("name", "old", "role", "viewer"));
        Gateway holder = tenant.gateway()
                .as(Planted.secret("a revoked key", key.path("key").asString()));
        Planted.secret("an exchanged token", holder.accessToken());
        JsonNode rotated = tenant.gateway()
                .post("/api/v1/api-keys/" + key.path("id").asString() + "/rotate", Map.of("overlap_seconds", 60));
        Planted.secret("a rotated key", rotated.path("key").asString());
        tenant.gateway().send("DELETE", "/api/v1/api-keys/" + key.path("id").asString(), null);
        holder.send("GET", "/api/v1/runs", null);
        holder.send("GET", "/api/v1/runs?api_key=" + tenant.adminKey(), null);
        holder.send("GET", "/api/v1/runs/" + tenant.adminKey(), null);
    }

    private void signInWellAndBadly() {
        Person person = Person.invited(tenant, "viewer");
        JsonNode tokens = person.signIn();
        person.refresh(tokens.path("refresh_token").asString());
        person.refresh(tokens.path("refresh_token").asString());
        person.mistype(WRONG);
    }

    private void nameAnOutsideIssuerAndAnApplication() {
        Gateway owner = tenant.gateway();
        owner.post(
                "/api/v1/identity-providers",
                object(
                        "name", "Outside",
                        "issuer", "https://outside.example.com",
                        "client_id", "fermata",
                        "client_secret", ISSUER_SECRET));
        Map<String, ?> app = object(
                "name",
                "App",
                "type",
                "confidential",
                "redirect_uris",
                List.of("https://app.example.com/back"),
                "scopes",
                List.of("openid"));
        Planted.secret(
                "an application's secret",
                owner.post("/api/v1/oauth-clients", app).path("secret").asString());
    }

    private void sendSecretsWhereTheyAreRefused() {
        Gateway owner = tenant.gateway();
        Map<String, ?> misspelt = object("value", TOOL_SECRET, "alowed_hosts", List.of(TOOL_SECRET));
        Map<String, ?> wrongType = object("value", List.of(TOOL_SECRET), "allowed_hosts", List.of());
        String ownKey = "/api/v1/provider-keys/openai";
        List<Answer> refused = List.of(
                owner.send("PUT", ownKey, object("api_key", List.of(PROVIDER_KEY))),
                owner.send("PUT", ownKey, object("api_key", PROVIDER_KEY, "base_url", "https://elsewhere.test")),
                owner.send("PUT", ownKey, object("api_key", PROVIDER_KEY + " " + PROVIDER_KEY)),
                owner.send("PUT", "/api/v1/secrets/OTHER", misspelt),
                owner.send("PUT", "/api/v1/secrets/OTHER", wrongType),
                owner.send("PUT", "/api/v1/secrets/" + LEGAL, null),
                owner.send("GET", "/api/v1/runs/" + LEGAL, null),
                owner.send("POST", "/api/v1/me/password", object("old", WRONG, "new", WRONG)));

        assertThat(refused).noneMatch(Answer::isSuccess);
    }
}
