package io.fermata.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private final Echo echo = new Echo();
    private FaultProxy proxy;

    @BeforeEach
    void start() {
        proxy = FaultProxy.start("test", 0, List.of(echo.port()), new SplittableRandom(1));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesOnWhatComes() throws IOException {
        try (Socket socket = connect()) {
            assertThat(say(socket, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void delaysBothWays() throws IOException {
        proxy.weather(Weather.slow(Duration.ofMillis(100)));
        try (Socket socket = connect()) {
            long began = System.nanoTime();
            say(socket, "hello");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(100));
        }
    }

    @Test
    void narrowsTheWay() throws IOException {
        proxy.weather(Weather.narrow(10_000));
        try (Socket socket = connect()) {
            long began = System.nanoTime();
            say(socket, "x".repeat(1000));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(150));
        }
    }

    @Test
    void resetsTheConnectionsThereAre() throws IOException {
        try (Socket socket = connect()) {
            say(socket, "hello");
            proxy.reset();
            assertThatThrownBy(() -> say(socket, "again")).isInstanceOf(IOException.class);
        }
        try (Socket socket = connect()) {
            assertThat(say(socket, "anew")).isEqualTo("anew");
        }
    }

    @Test
    void cutsAfterSoManyBytes() throws IOException {
        proxy.weather(Weather.cutting(8));
        try (Socket socket = connect()) {
            assertThat(say(socket, "12345")).isEqualTo("12345");
            assertThatThrownBy(() -> say(socket, "67890")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void leavesConnectionsHalfOpenAndResetsThemWhenTheWeatherClears() throws IOException {
        try (Socket socket = connect()) {
            say(socket, "hello");
            proxy.weather(Weather.halfOpen());
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> say(socket, "anybody?")).isInstanceOf(SocketTimeoutException.class);
            proxy.weather(Weather.CALM);
            assertThatThrownBy(() -> say(socket, "still?"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void letsNobodyInWhenItIsClosed() {
        proxy.weather(Weather.closed());

        assertThatThrownBy(() -> say(connect(), "hello")).isInstanceOf(IOException.class);
    }

    @Test
    void passesOverATargetThatDoesNotListen() throws IOException {
        int deaf;
        try (var socket = new ServerSocket(0)) {
            deaf = socket.getLocalPort();
        }
        try (var balanced = FaultProxy.start("two", 0, List.of(deaf, echo.port()), new SplittableRandom(1))) {
            for (int i = 0; i < 4; i++) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), balanced.port())) {
                    assertThat(say(socket, "hello")).isEqualTo("hello");
                }
            }
        }
    }

    @Test
    void forgetsConnectionsThatHaveEnded() throws IOException {
        try (Socket socket = connect()) {
            say(socket, "hello");
            assertThat(proxy.connections()).isOne();
        }
        await().untilAsserted(() -> assertThat(proxy.connections()).isZero());
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static String say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        byte[] answer = socket.getInputStream().readNBytes(words.length());
        if (answer.length < words.length()) {
            throw new IOException("the connection ended");
        }
        return new String(answer, StandardCharsets.UTF_8);
    }

    /** Says back what it hears. */
    private static final class Echo {
        private final ServerSocket listener;

        Echo() {
            try {
                listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return listener.getLocalPort();
        }

        void close() throws IOException {
            listener.close();
        }

        private void serve() {
            try {
                while (true) {
                    var socket = listener.accept();
                    Thread.ofVirtual().start(() -> echo(socket));
                }
            } catch (IOException _) {
                return; // closed
            }
        }

        private static void echo(Socket socket) {
            try (socket) {
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException _) {
                return; // reset, as the tests want it
            }
        }
    }
}
