package io.fermata.tools.secrets;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Api.Answer;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.Endpoint;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ToolServiceIntegration
class SecretsIT {
    private static final String VALUE = "sk-very-secret-42";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transactions;

    private Api api;
    private Calls calls;

    @BeforeEach
    void aTenant() {
        api = Api.newTenant(port);
        calls = new Calls(api);
    }

    @Test
    void reachesTheToolAndNobodyElse() {
        Endpoint endpoint = Endpoint.answeringJson("{\"echo\": \"you sent " + VALUE + "\"}");
        store("SHOP_TOKEN", "127.0.0.1");
        register("shop", endpoint, "SHOP_TOKEN");

        Answer answer = calls.execute(Calls.newKey(), "shop", "{}");

        assertThat(endpoint.requests().getFirst().getHeader("Authorization")).isEqualTo("Bearer " + VALUE);
        assertThat(answer.text("/output/echo")).isEqualTo("you sent [redacted]");
        assertThat(answer.raw().body()).doesNotContain(VALUE);
        assertThat(api.get("/api/v1/tool-executions").raw().body())
                .doesNotContain(VALUE)
                .contains("[redacted]");
    }

    @Test
    void isTakenOutOfErrorsToo() {
        Endpoint endpoint = Endpoint.answering(aResponse().withStatus(401).withBody("bad token " + VALUE));
        store("SHOP_TOKEN", "127.0.0.1");
        register("refusing", endpoint, "SHOP_TOKEN");

        Answer answer = calls.execute(Calls.newKey(), "refusing", "{}");

        assertThat(answer.text("/error/message")).contains("401", "bad token [redacted]");
    }

    @Test
    void goesToNoOtherHost() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        store("SHOP_TOKEN", "shop.example.com");
        register("thief", endpoint, "SHOP_TOKEN");

        Answer answer = calls.execute(Calls.newKey(), "thief", "{}");

        assertThat(answer.text("/error/code")).isEqualTo("secret-unavailable");
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void doesNotFollowARedirectToAnotherOrigin() {
        Endpoint elsewhere = Endpoint.answeringJson("{}");
        String other = elsewhere.url().replace("127.0.0.1", "localhost");
        Endpoint endpoint = Endpoint.answering(aResponse().withStatus(302).withHeader("Location", other));
        store("SHOP_TOKEN", "127.0.0.1", "localhost");
        register("moving", endpoint, "SHOP_TOKEN");

        calls.execute(Calls.newKey(), "moving", "{}");

        assertThat(elsewhere.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.containsHeader("Authorization")).isFalse());
    }

    @Test
    void liesInTheDatabaseSealed() {
        store("SHOP_TOKEN", "shop.example.com");

        List<String> dump = inTenant(() -> database.sql("SELECT s::text FROM secrets s")
                .query(String.class)
                .list());

        assertThat(dump)
                .singleElement()
                .satisfies(row -> assertThat(row).contains("fs1.1.").doesNotContain(VALUE));
    }

    @Test
    void opensInItsOwnRowOnly() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        store("SHOP_TOKEN", "127.0.0.1");
        store("OTHER_TOKEN", "127.0.0.1");
        register("swapped", endpoint, "OTHER_TOKEN");
        inTenant(() -> database.sql("UPDATE secrets SET sealed ="
                        + " (SELECT o.sealed FROM secrets o WHERE o.name = 'SHOP_TOKEN' AND o.tenant_id = app_tenant())"
                        + " WHERE name = 'OTHER_TOKEN'")
                .update());

        Answer answer = calls.execute(Calls.newKey(), "swapped", "{}");

        assertThat(answer.text("/error/code")).isEqualTo("secret-unavailable");
        assertThat(answer.text("/error/message")).contains("OTHER_TOKEN", "Store it again");
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void isNeverShownAgain() {
        Answer stored = store("SHOP_TOKEN", "shop.example.com");

        assertThat(stored.status()).isEqualTo(200);
        assertThat(stored.raw().body()).doesNotContain(VALUE);
        assertThat(api.get("/api/v1/secrets/SHOP_TOKEN").raw().body()).doesNotContain(VALUE);
        assertThat(api.get("/api/v1/secrets/SHOP_TOKEN").text("/allowed_hosts/0"))
                .isEqualTo("shop.example.com");
    }

    @Test
    void countsItsVersions() {
        store("SHOP_TOKEN", "shop.example.com");

        assertThat(store("SHOP_TOKEN", "shop.example.com").body().at("/version").intValue())
                .isEqualTo(2);
    }

    @Test
    void isGoneAfterItsDeletion() {
        store("SHOP_TOKEN", "shop.example.com");

        assertThat(api.delete("/api/v1/secrets/SHOP_TOKEN").status()).isEqualTo(204);
        assertThat(api.get("/api/v1/secrets/SHOP_TOKEN").status()).isEqualTo(404);
        assertThat(api.delete("/api/v1/secrets/SHOP_TOKEN").status()).isEqualTo(404);
    }

    @Test
    void isInvisibleToAnotherTenant() {
        store("SHOP_TOKEN", "127.0.0.1");
        Api other = Api.newTenant(port);

        assertThat(other.get("/api/v1/secrets/SHOP_TOKEN").status()).isEqualTo(404);
        assertThat(other.delete("/api/v1/secrets/SHOP_TOKEN").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/secrets/SHOP_TOKEN").status()).isEqualTo(200);
    }

    @Test
    void mustBeUsableAndBound() {
        assertThat(api.put("/api/v1/secrets/bad-name", "{\"value\": \"short\", \"allowed_hosts\": []}")
                        .body()
                        .at("/errors"))
                .hasSize(3);
        assertThat(api.put("/api/v1/secrets/A", "{\"value\": \"12345678\\r\\nX: y\", \"allowed_hosts\": [\"*.com\"]}")
                        .body()
                        .at("/errors"))
                .hasSize(2);
        assertThat(api.with("tools:read").put("/api/v1/secrets/A", "{}").status())
                .isEqualTo(403);
    }

    private Answer store(String name, String... hosts) {
        return api.put(
                "/api/v1/secrets/" + name,
                "{\"value\": \"%s\", \"allowed_hosts\": [\"%s\"]}".formatted(VALUE, String.join("\", \"", hosts)));
    }

    private <T> T inTenant(Supplier<T> work) {
        return Tenants.call(new TenantId(api.tenant()), () -> transactions.execute(_ -> work.get()));
    }

    private void register(String name, Endpoint endpoint, String secret) {
        api.post(
                "/api/v1/tools",
                "{\"name\": \"%s\", \"description\": \"d\", %s"
                        .formatted(name, handler("POST", endpoint.url(), secret).substring(1)));
    }

    private static String handler(String method, String url, String secret) {
        return """
                {"handler": {"type": "http", "method": "%s", "url": "%s", "headers": {"Authorization": "Bearer ${secrets.%s}"}}}""".formatted(method, url, secret);
    }
}
