package io.fermata.tools.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Api.Answer;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ToolServiceIntegration
class CatalogueIT {
    private static final String REFUND = """
            {"name": "orders.refund", "description": "Refunds an order",
             "parameters": {"type": "object", "properties": {"order_id": {"type": "string"}}, "required": ["order_id"]},
             "handler": {"type": "http", "method": "POST", "url": "https://shop.example.com/orders/{order_id}/refund",
                         "headers": {"Authorization": "Bearer ${secrets.SHOP_TOKEN}"}},
             "idempotency": "keyed", "requires_approval": true, "risk_level": "high", "category": "write",
             "timeout_seconds": 20, "retry": {"max_attempts": 2}, "rate_limit": {"max_calls": 60, "window_seconds": 60},
             "budget": {"daily_calls": 1000}, "redact": ["$.card"]}""";

    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void aTenant() {
        api = Api.newTenant(port);
    }

    @Test
    void keepsAToolAsItWasWritten() {
        Answer created = api.post("/api/v1/tools", REFUND);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Location")).endsWith("/api/v1/tools/orders.refund");
        Answer read = api.get("/api/v1/tools/orders.refund");
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.text("/handler/headers/Authorization")).isEqualTo("Bearer ${secrets.SHOP_TOKEN}");
        assertThat(read.body().at("/rate_limit/max_calls").intValue()).isEqualTo(60);
    }

    @Test
    void refusesASecondToolOfTheSameName() {
        api.post("/api/v1/tools", REFUND);

        assertThat(api.post("/api/v1/tools", REFUND).status()).isEqualTo(409);
        assertThat(api.post("/api/v1/tools", REFUND.replace("orders.refund", "calculator"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void makesAVersionOfEachChange() {
        api.post("/api/v1/tools", REFUND);

        Answer changed = api.patch("/api/v1/tools/orders.refund", "{\"timeout_seconds\": 5, \"budget\": null}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/version").intValue()).isEqualTo(2);
        assertThat(changed.body().at("/timeout_seconds").intValue()).isEqualTo(5);
        assertThat(changed.body().at("/budget").isNull()).isTrue();
        assertThat(changed.text("/risk_level")).isEqualTo("high");
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void makesNoVersionOfNoChange() {
        api.post("/api/v1/tools", REFUND);

        Answer same = api.patch("/api/v1/tools/orders.refund", "{\"timeout_seconds\": 20}");

        assertThat(same.body().at("/version").intValue()).isOne();
    }

    @Test
    void refusesAChangeOfWhatSomeoneElseChanged() {
        api.post("/api/v1/tools", REFUND);
        api.patch("/api/v1/tools/orders.refund", "{\"timeout_seconds\": 5}");

        assertThat(api.patch("/api/v1/tools/orders.refund", "{\"timeout_seconds\": 6}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(api.delete("/api/v1/tools/orders.refund", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void goesOnCountingWhenADeletedNameIsUsedAgain() {
        api.post("/api/v1/tools", REFUND);

        assertThat(api.delete("/api/v1/tools/orders.refund").status()).isEqualTo(204);
        assertThat(api.get("/api/v1/tools/orders.refund").status()).isEqualTo(404);
        assertThat(api.post("/api/v1/tools", REFUND).body().at("/version").intValue())
                .isEqualTo(3);
    }

    @Test
    void showsTheBuiltInToolsToEveryoneReadOnly() {
        assertThat(names(api.get("/api/v1/tools"))).containsExactly("http.get", "clock.now", "calculator");
        assertThat(api.get("/api/v1/tools/calculator").text("/handler/type")).isEqualTo("builtin");
        assertThat(api.patch("/api/v1/tools/calculator", "{\"description\": \"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.delete("/api/v1/tools/calculator").status()).isEqualTo(403);
    }

    @Test
    void pagesNewestFirst() {
        List.of("a", "b", "c").forEach(name -> api.post("/api/v1/tools", REFUND.replace("orders.refund", name)));

        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get("/api/v1/tools?limit=2" + cursor);
            found.addAll(names(page));
            cursor = page.body().at("/next_cursor").isNull() ? null : "&cursor=" + page.text("/next_cursor");
        } while (cursor != null);

        assertThat(found).containsExactly("c", "b", "a", "http.get", "clock.now", "calculator");
    }

    @Test
    void filtersByCategoryAndText() {
        api.post("/api/v1/tools", REFUND);

        assertThat(names(api.get("/api/v1/tools?category=write"))).containsExactly("orders.refund");
        assertThat(names(api.get("/api/v1/tools?q=REFUND"))).containsExactly("orders.refund");
        assertThat(names(api.get("/api/v1/tools?q=%27%20or%20%27%27=%27"))).isEmpty();
        assertThat(names(api.get("/api/v1/tools?q=arithmetic"))).containsExactly("calculator");
        assertThat(api.get("/api/v1/tools?category=none").status()).isEqualTo(422);
        assertThat(api.get("/api/v1/tools?cursor=nonsense").status()).isEqualTo(422);
    }

    @Test
    void hidesToolsFromOtherTenants() {
        api.post("/api/v1/tools", REFUND);
        Api other = Api.newTenant(port);

        assertThat(other.get("/api/v1/tools/orders.refund").status()).isEqualTo(404);
        assertThat(other.patch("/api/v1/tools/orders.refund", "{\"description\": \"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(other.delete("/api/v1/tools/orders.refund").status()).isEqualTo(404);
        assertThat(other.post("/api/v1/tools/orders.refund/invoke", "{\"arguments\": {}}")
                        .status())
                .isEqualTo(404);
        assertThat(names(other.get("/api/v1/tools"))).doesNotContain("orders.refund");
        assertThat(other.post("/api/v1/tools", REFUND).status()).isEqualTo(201);
        assertThat(api.get("/api/v1/tools/orders.refund").body().at("/version").intValue())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "tenant_id", "id", "created_at", "deleted", "agent_id"})
    void refusesWhatIsNotTheCallersToSet(String property) {
        api.post("/api/v1/tools", REFUND);

        Answer created = api.post("/api/v1/tools", REFUND.replaceFirst("\\{", "{\"" + property + "\": 1, "));
        Answer changed = api.patch("/api/v1/tools/orders.refund", "{\"" + property + "\": 1}");

        assertThat(created.status()).isEqualTo(400);
        assertThat(created.text("/type")).isEqualTo("urn:problem:unknown-property");
        assertThat(changed.text("/type")).isEqualTo("urn:problem:unknown-property");
        assertThat(api.get("/api/v1/tools/orders.refund").body().at("/version").intValue())
                .isOne();
    }

    @Test
    void refusesAnUnknownPropertyDeepInsideAChange() {
        api.post("/api/v1/tools", REFUND);

        Answer changed = api.patch("/api/v1/tools/orders.refund", "{\"retry\": {\"max_attempts\": 1, \"delay\": 5}}");

        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.text("/type")).isEqualTo("urn:problem:unknown-property");
    }

    @Test
    void namesEveryFaultOfAChange() {
        api.post("/api/v1/tools", REFUND);

        Answer unknown =
                api.patch("/api/v1/tools/orders.refund", "{\"name\": \"a\", \"risk\": 1, \"category\": \"b\"}");
        Answer wrong = api.patch(
                "/api/v1/tools/orders.refund",
                "{\"timeout_seconds\": \"5\", \"redact\": {}, \"retry\": {\"max_attempts\": [1]}}");

        assertThat(unknown.body().at("/errors").findValuesAsString("pointer")).containsExactly("/name", "/risk");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().at("/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/timeout_seconds", "/redact", "/retry/max_attempts");
    }

    @Test
    void asksForTheRightPermission() {
        Api reader = api.with("tools:read");

        assertThat(reader.get("/api/v1/tools").status()).isEqualTo(200);
        assertThat(reader.post("/api/v1/tools", REFUND).status()).isEqualTo(403);
        assertThat(reader.post("/api/v1/tools/calculator/invoke", "{\"arguments\": {}}")
                        .status())
                .isEqualTo(403);
        assertThat(api.with("agents:read").get("/api/v1/tools").status()).isEqualTo(403);
    }

    @Test
    void resolvesNamesForOtherServices() {
        api.post("/api/v1/tools", REFUND);

        Answer resolved = api.with("agents:read").post("/internal/v1/tools/resolve", """
                        {"names": ["orders.refund", "calculator", "nobody"], "agent_id": null}""");

        assertThat(resolved.body().at("/tools")).hasSize(2);
        assertThat(resolved.text("/tools/1/name")).isEqualTo("orders.refund");
        assertThat(resolved.body().at("/tools/1/requires_approval").booleanValue())
                .isTrue();
        assertThat(resolved.text("/unknown/0")).isEqualTo("nobody");
    }

    @Test
    void resolvesNoNameThatNoToolCanHave() {
        for (String name : List.of("\"x\\u0000\"", "\"\\ud800\"", "\"\"", "\"" + "x".repeat(65) + "\"", "null")) {
            Answer refused = api.post("/internal/v1/tools/resolve", "{\"names\": [\"calculator\", " + name + "]}");

            assertThat(refused.status()).as(name).isEqualTo(422);
            assertThat(refused.text("/errors/0/pointer")).isEqualTo("/names/1");
        }
        assertThat(api.post("/internal/v1/tools/resolve", "{\"names\": [\"Write-Operations\"]}")
                        .text("/unknown/0"))
                .isEqualTo("Write-Operations");
    }

    private static List<String> names(Answer page) {
        return page.body()
                .at("/data")
                .valueStream()
                .map(tool -> tool.path("name"))
                .map(JsonNode::stringValue)
                .toList();
    }
}
