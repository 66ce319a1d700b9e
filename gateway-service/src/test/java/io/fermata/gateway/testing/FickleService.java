package io.fermata.gateway.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers a request with its body, and now and then hangs up instead, or right after it. */
public final class FickleService implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final int MOODS = 12;

    private final ServerSocket listening;
    private final Random moods;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    private FickleService(ServerSocket listening, long seed) {
        this.listening = listening;
        this.moods = new Random(seed);
    }

    public static FickleService start(long seed) {
        try {
            var service = new FickleService(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), seed);
            Thread.ofVirtual().name("fickle").start(service::accept);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** Every body that has arrived whole. */
    public Queue<String> heard() {
        return heard;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                Thread.ofVirtual().start(() -> converse(caller));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void converse(Socket caller) {
        try (caller) {
            InputStream in = new BufferedInputStream(caller.getInputStream());
            String head = head(in);
            while (!head.isEmpty() && answers(caller, in, head)) {
                head = head(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the conversation goes on. */
    private boolean answers(Socket caller, InputStream in, String head) throws IOException {
        int mood = mood();
        if (mood == 0) {
            return false;
        }
        String body = body(in, head);
        heard.add(body);
        if (mood == 1) {
            return false;
        }
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length();
        caller.getOutputStream().write(bytes(mood == 2 ? answer : answer + "\r\n\r\n" + body));
        return mood > 3;
    }

    private synchronized int mood() {
        return moods.nextInt(MOODS);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                return head.toString();
            }
        }
        return "";
    }

    private static String body(InputStream in, String head) throws IOException {
        Matcher length = LENGTH.matcher(head);
        return length.find()
                ? new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.US_ASCII)
                : "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
