package io.fermata.testkit.tools;

import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.http.Handler;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Routes of the demo tool server. Everything but the paths that begin with two underscores is counted. */
public final class DemoTools implements Handler {
    private static final Pattern ORDER = Pattern.compile("/orders/([\\w-]+)");
    private static final Pattern REFUND = Pattern.compile("/orders/([\\w-]+)/refund");

    private final CallCounts counts = new CallCounts();
    private final Orders orders = new Orders();
    private final Duration lookupDelay;

    public DemoTools(Duration lookupDelay) {
        this.lookupDelay = lookupDelay;
    }

    public CallCounts counts() {
        return counts;
    }

    public long refunds() {
        return orders.refunds();
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        switch (request.method() + " " + request.path()) {
            case "GET /__count" -> report(exchange);
            case "DELETE /__count" -> {
                counts.clear();
                orders.clear();
                report(exchange);
            }
            case "GET /livez", "GET /readyz" -> json(exchange, 200, Map.of("status", "UP"));
            default -> {
                counts.add(request, request.header("idempotency-key"));
                tool(request, exchange);
            }
        }
    }

    private void tool(Request request, Exchange exchange) {
        switch (request.path()) {
            case "/echo" ->
                exchange.send(200, "application/json", request.body().length == 0 ? Json.utf8("{}") : request.body());
            case "/slow" -> BadTools.slow(request, exchange);
            case "/garbage" -> BadTools.garbage(exchange);
            case "/huge" -> BadTools.huge(request, exchange);
            case "/drip" -> BadTools.drip(request, exchange);
            default -> {
                if (request.path().startsWith("/status/")) {
                    BadTools.status(request, exchange);
                } else {
                    shop(request, exchange);
                }
            }
        }
    }

    /** No order is called missing: looking it up is how to see a tool answer 404. */
    private void shop(Request request, Exchange exchange) {
        var order = ORDER.matcher(request.path());
        var refund = REFUND.matcher(request.path());
        if (request.path().startsWith("/orders/missing")) {
            json(exchange, 404, Map.of("error", "no such order"));
        } else if (request.method().equals("GET") && order.matches()) {
            exchange.after(lookupDelay, () -> json(exchange, 200, orders.order(order.group(1))));
        } else if (request.method().equals("POST") && refund.matches()) {
            var key = request.header("idempotency-key");
            json(exchange, 200, orders.refund(refund.group(1), request.body(), key));
        } else {
            json(exchange, 404, Map.of("error", "no such tool"));
        }
    }

    private void report(Exchange exchange) {
        json(
                exchange,
                200,
                Map.of(
                        "total", counts.total(),
                        "by_path", counts.byPath(),
                        "by_key", counts.byKey(),
                        "refunds", orders.refunds()));
    }

    private static void json(Exchange exchange, int status, Object body) {
        exchange.send(status, "application/json", Json.bytes(body));
    }
}
