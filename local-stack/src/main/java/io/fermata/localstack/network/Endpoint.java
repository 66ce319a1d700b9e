package io.fermata.localstack.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port of this machine's loopback and the environment variable that moves it. */
public record Endpoint(int port, String variable) {
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Fails with what to do about it when somebody else listens here. */
    public void requireFree(String process) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        } catch (IOException _) {
            throw new PortTakenException(process, this);
        }
    }
}
