package io.fermata.testkit;

import io.fermata.testkit.http.HttpServer;
import io.fermata.testkit.tools.CallCounts;
import io.fermata.testkit.tools.DemoTools;
import java.time.Duration;
import java.util.Set;

/** HTTP tools for demos, tests and benchmarks. They count what they are asked. Listens on the loopback address only. */
public final class DemoToolServer implements AutoCloseable {
    private final DemoTools tools;
    private final HttpServer http;

    private DemoToolServer(int port, Duration lookupDelay) {
        tools = new DemoTools(lookupDelay);
        http = HttpServer.start(port, tools);
    }

    /** On a free port, answering at once; {@link #url} tells where. */
    public static DemoToolServer start() {
        return start(0, Duration.ZERO);
    }

    /**
     * On this port.
     *
     * @param lookupDelay how long looking up an order takes
     */
    public static DemoToolServer start(int port, Duration lookupDelay) {
        return new DemoToolServer(port, lookupDelay);
    }

    public static void main(String[] arguments) throws InterruptedException {
        var options = Options.parse(arguments, Set.of("port", "lookup-delay-ms"));
        var server = start(options.number("port", 8091), Duration.ofMillis(options.number("lookup-delay-ms", 0)));
        System.out.println("demo tools ready on " + server.url());
        Thread.currentThread().join();
    }

    public int port() {
        return http.port();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public CallCounts counts() {
        return tools.counts();
    }

    /** Refunds that were made; a repeated idempotency key makes none. */
    public long refunds() {
        return tools.refunds();
    }

    @Override
    public void close() {
        http.close();
    }

    public void stop() {
        close();
    }
}
