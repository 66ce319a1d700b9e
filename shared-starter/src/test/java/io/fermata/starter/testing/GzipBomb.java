package io.fermata.starter.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A server that answers everything with about 10 MB of gzip that are 10 GB when they are inflated. */
public final class GzipBomb implements AutoCloseable {
    private static final int MEMBERS = 1_000;
    private static final byte[] MEMBER = gzip(new byte[10_000_000]);
    private static final byte[] WHOLE = members();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private GzipBomb(HttpServer server) {
        this.server = server;
    }

    /** Starts it. Answers are gzip once or, where {@code coding} names two, twice, whatever it says of them. */
    public static GzipBomb answering(int status, String contentType, String coding) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            GzipBomb bomb = new GzipBomb(server);
            byte[] body = coding.contains(",") ? gzip(WHOLE) : WHOLE;
            server.setExecutor(bomb.threads);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", contentType);
                exchange.getResponseHeaders().set("Content-Encoding", coding);
                exchange.sendResponseHeaders(status, 0);
                try (OutputStream answer = exchange.getResponseBody()) {
                    answer.write(body);
                }
            });
            server.start();
            return bomb;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** As the body of a request: some kilobytes that are 10 MB. */
    public static byte[] small() {
        return MEMBER.clone();
    }

    private static byte[] members() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(MEMBERS * MEMBER.length);
        for (int i = 0; i < MEMBERS; i++) {
            all.writeBytes(MEMBER);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
