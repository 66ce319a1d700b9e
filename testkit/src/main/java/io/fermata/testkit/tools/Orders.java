package io.fermata.testkit.tools;

import io.fermata.testkit.json.Json;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A shop with an order under every number, each paid with 42.50. A refund with a known key is not made again. */
final class Orders {
    private static final BigDecimal PAID = new BigDecimal("42.50");

    private final Map<String, JsonNode> receipts = new HashMap<>();
    private long refunds;

    ObjectNode order(String id) {
        var order = Json.object()
                .put("order_id", id)
                .put("customer", "Ada Byron")
                .put("status", "paid")
                .put("amount", PAID)
                .put("currency", "EUR");
        order.putArray("items")
                .addObject()
                .put("sku", "metronome-1")
                .put("name", "Metronome")
                .put("quantity", 1);
        return order;
    }

    synchronized JsonNode refund(String orderId, byte[] body, @Nullable String key) {
        var known = key == null ? null : receipts.get(key);
        return known == null ? makeRefund(orderId, body, key) : known;
    }

    /** Refunds that were made, which is what a customer would see on the card. */
    synchronized long refunds() {
        return refunds;
    }

    synchronized void clear() {
        receipts.clear();
        refunds = 0;
    }

    private JsonNode makeRefund(String orderId, byte[] body, @Nullable String key) {
        refunds++;
        var receipt = Json.object()
                .put("refund_id", "re_" + (1000 + refunds))
                .put("order_id", orderId)
                .put("status", "refunded");
        receipt.set("amount", amount(body));
        if (key != null) {
            receipts.put(key, receipt);
        }
        return receipt;
    }

    private static JsonNode amount(byte[] body) {
        try {
            var asked = body.length == 0 ? Json.object() : Json.read(body);
            return asked.hasNonNull("amount") ? asked.get("amount") : Json.tree(PAID);
        } catch (JacksonException _) {
            return Json.tree(PAID); // whatever was sent, the shop refunds what was paid
        }
    }
}
