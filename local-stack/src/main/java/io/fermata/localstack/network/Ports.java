package io.fermata.localstack.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of this machine that nobody listens on, below those that systems take for outgoing connections: one of those may
 * be gone before a process that was promised it has started.
 */
public final class Ports {
    static final int FIRST = 10_000;
    static final int END = 32_000;

    private static final int DISTANCE_OF_PROCESSES = 64;

    // Processes walk from places of their own, and none hands a port out again before it has been all the way round.
    private static int next = FIRST + (int) (ProcessHandle.current().pid() * DISTANCE_OF_PROCESSES % (END - FIRST));

    private Ports() {}

    public static synchronized List<Integer> free(int count) {
        List<Integer> ports = new ArrayList<>(count);
        for (int tried = 0; ports.size() < count; tried++) {
            if (tried == END - FIRST) {
                throw new IllegalStateException("no " + count + " ports are free from " + FIRST + " to " + END);
            }
            int port = next;
            next = port + 1 == END ? FIRST : port + 1;
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
