package io.fermata.e2e.support;

import static io.fermata.e2e.http.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.http.Answer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A tenant that owns one thing of each kind, and the ids of its things by their collections. */
public record OneOfEverything(Tenant owner, Map<String, String> ids) {

    public static OneOfEverything ownedBy(Tenant owner) {
        OneOfEverything things = new OneOfEverything(owner, new TreeMap<>());
        things.makeARunThatWaits();
        things.makePeopleAndKeys();
        things.ids.put("tenants", owner.id());
        things.ids.put(
                "audit-events",
                owner.awaitAudited("action=agent.create").path("id").asString());
        return things;
    }

    private void makeARunThatWaits() {
        owner.shop();
        String agent = owner.agent("openai/gpt-4o-mini", "orders.lookup", "orders.refund");
        String run = owner.start(agent, "Refund order 77");
        owner.awaitStatus(run, "waiting_approval");
        ids.put("agents", agent);
        ids.put("runs", run);
        ids.put("executions", run);
        ids.put("usage", run);
        ids.put("sessions", owner.run(run).path("session_id").asString());
        ids.put("approvals", owner.awaitApproval(run).path("id").asString());
        ids.put("tools", "orders.refund");
        store("secrets", "SHOP", object("value", "s3cret-value", "allowed_hosts", List.of("shop.example.com")));
        store("provider-keys", "anthropic", object("api_key", "sk-of-everything"));
    }

    private void store(String collection, String name, Map<String, ?> body) {
        owner.gateway().send("PUT", "/api/v1/" + collection + "/" + name, body).requireSuccess("storing " + name);
        ids.put(collection, name);
    }

    private void makePeopleAndKeys() {
        make("api-keys", object("name", "mine", "role", "viewer"));
        make("users", object("email", "ada@example.com", "name", "Ada", "roles", List.of("viewer")));
        make("service-accounts", object("name", "deploy", "roles", List.of("viewer")));
        make("roles", object("name", "auditor", "permissions", List.of("audit:read")));
        ids.put("roles", "auditor");
        Map<String, ?> app = object(
                "name",
                "App",
                "type",
                "public",
                "redirect_uris",
                List.of("https://app.example.com/back"),
                "scopes",
                List.of("openid"));
        ids.put(
                "oauth-clients",
                owner.gateway()
                        .post("/api/v1/oauth-clients", app)
                        .at("/client/id")
                        .asString());
        make(
                "identity-providers",
                object(
                        "name", "Outside",
                        "issuer", "https://outside.example.com",
                        "client_id", "fermata",
                        "client_secret", "secret"));
    }

    private void make(String collection, Map<String, ?> body) {
        ids.put(
                collection,
                owner.gateway().post("/api/v1/" + collection, body).path("id").asString());
    }

    /** The same ids but for their last character: nobody owns such things. */
    public OneOfEverything nobodys() {
        return spelled(id -> id.substring(0, id.length() - 1) + (id.endsWith("0") ? "1" : "0"));
    }

    /** The ids as somebody writes them who hopes that they are compared in one way and looked up in another. */
    public List<OneOfEverything> spellings() {
        return List.of(
                spelled(id -> id.toUpperCase(Locale.ROOT)),
                spelled(id -> "%" + HexFormat.of().toHexDigits((byte) id.charAt(0)) + id.substring(1)),
                spelled(id -> id + "%20"),
                spelled(id -> id + "%00"),
                spelled(id -> "..%2F" + owner.id() + "%2F" + id));
    }

    private OneOfEverything spelled(UnaryOperator<String> change) {
        Map<String, String> changed = new TreeMap<>(ids);
        changed.replaceAll((_, id) -> change.apply(id));
        return new OneOfEverything(owner, changed);
    }

    public String id(String collection) {
        String id = ids.get(collection);
        assertThat(id).as("no id is known for " + collection).isNotNull();
        return String.valueOf(id);
    }

    /** The id stands right behind the name of its collection; numbers behind it are versions. */
    public String pathOf(Operation operation) {
        String path = operation.path();
        if (!path.contains("{")) {
            return path;
        }
        String first = path.replaceFirst("\\{[^}]+}", id(path.split("/", -1)[3]));
        return path.startsWith("/api/v1/agents/") && first.contains("/runs/{")
                ? first.replaceFirst("\\{[^}]+}", id("runs"))
                : first.replaceAll("\\{(number|from|to)}", "1").replaceAll("\\{[^}]+}", "orders.refund");
    }

    /** Every thing as its owner sees it now. */
    public Map<String, String> seen() {
        Map<String, String> seen = new TreeMap<>();
        Stream.of(
                        "agents",
                        "runs",
                        "sessions",
                        "approvals",
                        "tools",
                        "secrets",
                        "provider-keys",
                        "api-keys",
                        "users",
                        "roles")
                .forEach(collection -> seen.put(collection, body("/api/v1/" + collection + "/" + id(collection))));
        return seen;
    }

    private String body(String path) {
        Answer answer = owner.gateway().send("GET", path, null);
        return answer.status() + (answer.isSuccess() ? " " + answer.body() : "");
    }
}
