package io.fermata.testkit.oracle;

import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Tools of the four classes, and a receiver of webhooks. The body names the operation ({@code {"operation": "…"}});
 * {@code keyed} knows a key again, {@code natural} is a PUT, {@code queryable} acts each time and can be asked by key,
 * {@code none} acts each time and tells nobody.
 */
final class ToolWorld {
    static final Set<String> KINDS = Set.of("keyed", "natural", "queryable", "none", "webhook");
    private static final String JSON = "application/json";

    private final Ledger ledger;
    private final Faults faults;
    private final Map<String, byte[]> doneByKey = new HashMap<>();

    ToolWorld(Ledger ledger, Faults faults) {
        this.ledger = ledger;
        this.faults = faults;
    }

    void handle(String kind, Request request, Exchange exchange) {
        var entry = ledger.received(kind, operation(request), key(kind, request), Sha256.hex(request.body()));
        var fault = faults.take(kind);
        if (fault != null && fault.kind().refuses()) {
            ledger.answered(entry, 429, fault);
            SpoiltAnswer.refuse(exchange, fault);
            return;
        }
        SpoiltAnswer.send(exchange, fault, act(entry, fault), () -> ledger.answered(entry, 200, fault));
    }

    /** Whether a queryable operation was done: 200 with its answer, or 404. Asking changes nothing and never fails. */
    void ask(String key, Exchange exchange) {
        byte[] done = doneByKey.get("queryable " + key);
        exchange.send(done == null ? 404 : 200, JSON, done == null ? Json.utf8("{\"done\":false}") : done);
    }

    private byte[] act(LedgerEntry entry, @Nullable Fault fault) {
        var known = entry.key() == null ? null : doneByKey.get(entry.kind() + " " + entry.key());
        if (known != null && entry.kind().equals("keyed")) {
            return known;
        }
        var effect = ledger.effect(entry, fault, 0, 0);
        var answer = Json.bytes(Map.of(
                "done", true, "operation", String.valueOf(entry.operation()), "receipt", "rcp_" + effect.number()));
        if (entry.key() != null) {
            doneByKey.put(entry.kind() + " " + entry.key(), answer);
        }
        return answer;
    }

    private static @Nullable String key(String kind, Request request) {
        return kind.equals("webhook") ? request.header("webhook-id") : request.header("idempotency-key");
    }

    private static @Nullable String operation(Request request) {
        try {
            JsonNode body = request.body().length == 0 ? Json.object() : Json.read(request.body());
            return body.path("operation").isString() ? body.path("operation").asString() : null;
        } catch (JacksonException _) {
            return null; // it is written down all the same, as a request that says nothing
        }
    }
}
