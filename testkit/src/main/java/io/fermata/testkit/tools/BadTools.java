package io.fermata.testkit.tools;

import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import java.time.Duration;
import java.util.Arrays;

/** Tools as they are on a bad day: slow, broken, endless. */
final class BadTools {
    private static final int MEGABYTE = 1024 * 1024;
    private static final int BLOCK = 64 * 1024;
    private static final Duration BETWEEN_DROPS = Duration.ofSeconds(1);

    private BadTools() {}

    static void slow(Request request, Exchange exchange) {
        var wait = Duration.ofMillis(request.number("ms", 1000));
        exchange.after(
                wait,
                () -> exchange.send(200, "application/json", Json.utf8("{\"slept_ms\":" + wait.toMillis() + "}")));
    }

    static void status(Request request, Exchange exchange) {
        var digits = request.path().substring("/status/".length());
        int status = digits.matches("[1-5]\\d\\d") ? Integer.parseInt(digits) : 400;
        exchange.send(status, "application/json", Json.utf8("{\"status\":" + status + "}"));
    }

    /** Says it is JSON and is not even text. */
    static void garbage(Exchange exchange) {
        exchange.send(200, "application/json", new byte[] {'{', (byte) 0xff, (byte) 0xfe, 0, '<', 'n', 'o', '"'});
    }

    static void huge(Request request, Exchange exchange) {
        exchange.stream(200, "application/json");
        exchange.write(Json.utf8("{\"data\":\""));
        more(exchange, request.number("mb", 100) * MEGABYTE / BLOCK);
    }

    private static void more(Exchange exchange, long blocks) {
        if (blocks == 0) {
            exchange.end(Json.utf8("\"}"));
            return;
        }
        var block = new byte[BLOCK];
        Arrays.fill(block, (byte) 'x');
        exchange.write(block, () -> more(exchange, blocks - 1));
    }

    static void drip(Request request, Exchange exchange) {
        exchange.stream(200, "application/json");
        drop(exchange, request.number("bytes", 3600));
    }

    private static void drop(Exchange exchange, long left) {
        if (left == 0) {
            exchange.end(new byte[0]);
            return;
        }
        exchange.write(new byte[] {' '});
        exchange.after(BETWEEN_DROPS, () -> drop(exchange, left - 1));
    }
}
