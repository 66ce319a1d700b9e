package io.fermata.tools.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that misbehaves on the wire in ways a mock server will not: endless, slow, and aware of being hung up on. */
public final class RawServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicLong written = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch hungUp = new CountDownLatch(1);

    public RawServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/flood", exchange -> pour(exchange, new byte[64 * 1024], 0));
        server.createContext("/trickle", exchange -> pour(exchange, new byte[] {'x'}, 100));
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public long written() {
        return written.get();
    }

    public int calls() {
        return calls.get();
    }

    public boolean hungUpWithin(int seconds) throws InterruptedException {
        return hungUp.await(seconds, TimeUnit.SECONDS);
    }

    private void pour(HttpExchange exchange, byte[] drop, int pauseMillis) throws IOException {
        calls.incrementAndGet();
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (written.addAndGet(drop.length) < 100L * 1024 * 1024) {
                body.write(drop);
                body.flush();
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
        } catch (IOException e) {
            hungUp.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
