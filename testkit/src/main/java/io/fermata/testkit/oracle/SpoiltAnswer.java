package io.fermata.testkit.oracle;

import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.json.Json;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sends a body of JSON, or what a fault makes of it. */
final class SpoiltAnswer {
    private static final String JSON = "application/json";
    private static final Duration BETWEEN_DROPS = Duration.ofSeconds(1);
    private static final byte[] BLOCK = new byte[64 * 1024];

    static {
        Arrays.fill(BLOCK, (byte) 'x');
    }

    private final Exchange exchange;
    private final byte[] body;
    private final Runnable whenWhole;

    private SpoiltAnswer(Exchange exchange, byte[] body, Runnable whenWhole) {
        this.exchange = exchange;
        this.body = body;
        this.whenWhole = whenWhole;
    }

    /** @param whenWhole runs just before the complete answer leaves, and only then */
    static void send(Exchange exchange, @Nullable Fault fault, byte[] body, Runnable whenWhole) {
        new SpoiltAnswer(exchange, body, whenWhole).send(fault);
    }

    static void refuse(Exchange exchange, Fault fault) {
        exchange.header("retry-after", Long.toString(Math.max(1, fault.length().toSeconds())));
        exchange.send(429, JSON, Json.utf8("{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"}}"));
    }

    private void send(@Nullable Fault fault) {
        if (fault == null) {
            whole();
            return;
        }
        switch (fault.kind()) {
            case DELAY -> exchange.after(fault.length(), this::whole);
            case ERROR_AFTER_EFFECT ->
                exchange.send(500, JSON, Json.utf8("{\"error\":{\"type\":\"api_error\",\"message\":\"broken\"}}"));
            case CUT -> exchange.sendPart(200, JSON, Arrays.copyOf(body, body.length / 2), body.length);
            case RATE_LIMIT -> refuse(exchange, fault);
            case TRUNCATED_JSON -> exchange.send(200, JSON, Arrays.copyOf(body, body.length / 2));
            case DRIP -> {
                exchange.stream(200, JSON);
                drip(0, Math.min(body.length, (int) fault.length().toSeconds()));
            }
            case ENDLESS -> {
                exchange.stream(200, JSON);
                endless();
            }
        }
    }

    private void whole() {
        whenWhole.run();
        exchange.send(200, JSON, body);
    }

    private void drip(int sent, int most) {
        if (sent == most) {
            exchange.abort();
            return;
        }
        exchange.write(new byte[] {body[sent]});
        exchange.after(BETWEEN_DROPS, () -> drip(sent + 1, most));
    }

    /** Ends when the client has had enough, which is what it is for. */
    private void endless() {
        exchange.write(BLOCK, this::endless);
    }
}
