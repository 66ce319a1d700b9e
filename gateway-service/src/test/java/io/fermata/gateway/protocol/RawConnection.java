package io.fermata.gateway.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Says bytes to the edge that no HTTP client would say. */
record RawConnection(int port) {
    private static final int PATIENCE_MILLIS = 10_000;

    /** All that is answered until the edge closes the connection; fails when it stays open. */
    String answerUntilClosed(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is answered to requests said at once, and to one that is said when so many of them are answered. */
    String answerUntilClosed(String requests, int answers, String last) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answered = new StringBuilder();
            while (answered.toString().split("HTTP/1.1", -1).length <= answers) {
                answered.append((char) socket.getInputStream().read());
            }
            socket.getOutputStream().write(last.getBytes(StandardCharsets.ISO_8859_1));
            return answered + read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException closed) {
            // Closed with bytes of ours unread, which the kernel tells as a reset. What was answered came before it.
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
