package io.fermata.testkit;

import io.fermata.testkit.http.HttpServer;
import io.fermata.testkit.oracle.Ledger;
import io.fermata.testkit.oracle.Oracle;
import io.fermata.testkit.script.Script;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/**
 * The outside world as a process of its own: a scripted model, tools of the four classes of idempotency, a receiver of
 * webhooks. It does wrong when told to, and keeps an fsynced ledger of all it was asked. Loopback only.
 */
public final class OracleServer implements AutoCloseable {
    private final Ledger ledger;
    private final HttpServer http;

    private OracleServer(int port, Script script, Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.http = HttpServer.start(port, new Oracle(ledger, script, clock));
    }

    /** On this port, or on a free one for 0; goes on with the ledger that is there. */
    public static OracleServer start(int port, Script script, Path ledger) {
        Clock clock = Clock.systemUTC();
        return new OracleServer(port, script, Ledger.open(ledger, clock), clock);
    }

    public static void main(String[] arguments) throws InterruptedException {
        var options = Options.parse(arguments, Set.of("port", "script", "ledger"));
        var script = Script.load(options.text("script", "default"));
        var server = start(options.number("port", 8090), script, Path.of(options.text("ledger", "ledger.jsonl")));
        System.out.println("oracle ready on " + server.url());
        Thread.currentThread().join();
    }

    public int port() {
        return http.port();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        http.close();
        ledger.close();
    }
}
