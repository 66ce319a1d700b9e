package io.fermata.testkit.proxy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One connection through the proxy: two sockets, and a thread for each direction. */
final class Link {
    private static final int BLOCK = 16 * 1024;

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket target;
    private final AtomicLong cameBack = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger(2);
    private final AtomicBoolean gone = new AtomicBoolean();

    Link(FaultProxy proxy, Socket client, Socket target) {
        this.proxy = proxy;
        this.client = client;
        this.target = target;
    }

    void open() throws SocketException {
        client.setTcpNoDelay(true);
        target.setTcpNoDelay(true);
        Thread.ofVirtual().name("link-" + proxy.name() + "-out").start(() -> pump(client, target, false));
        Thread.ofVirtual().name("link-" + proxy.name() + "-back").start(() -> pump(target, client, true));
    }

    /** A cut counts from when it was ordered. */
    void weatherChanged() {
        cameBack.set(0);
    }

    void reset() {
        if (gone.compareAndSet(false, true)) {
            resetQuietly(client);
            resetQuietly(target);
            proxy.closed(this);
        }
    }

    /** With a linger of zero, closing sends RST: the other side sees a broken connection, not an ended one. */
    static void resetQuietly(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            return; // it was closed already
        }
    }

    private void pump(Socket from, Socket to, boolean back) {
        byte[] block = new byte[BLOCK];
        try {
            for (int read = from.getInputStream().read(block);
                    read >= 0;
                    read = from.getInputStream().read(block)) {
                if (!pass(block, read, to, back)) {
                    reset();
                    return;
                }
            }
            to.shutdownOutput();
            if (open.decrementAndGet() == 0) {
                end();
            }
        } catch (IOException _) {
            reset(); // one side is gone, and the other shall see it
        }
    }

    /** False when this was the last the connection has seen. */
    private boolean pass(byte[] block, int length, Socket to, boolean back) throws IOException {
        var weather = proxy.weather();
        if (weather.swallow()) {
            return true;
        }
        pause(weather, length);
        if (back && weather.cutAfterBytes() > 0 && cameBack.addAndGet(length) > weather.cutAfterBytes()) {
            long allowed = length - (cameBack.get() - weather.cutAfterBytes());
            to.getOutputStream().write(block, 0, (int) Math.max(0, allowed));
            return false;
        }
        to.getOutputStream().write(block, 0, length);
        return true;
    }

    private void pause(Weather weather, int length) {
        long nanos = 0;
        if (!weather.latency().isZero()) {
            nanos = (long) (weather.latency().toNanos() * (0.5 + proxy.random().nextDouble()));
        }
        if (weather.bytesPerSecond() > 0) {
            nanos += TimeUnit.SECONDS.toNanos(1) / weather.bytesPerSecond() * length;
        }
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }

    private void end() throws IOException {
        if (gone.compareAndSet(false, true)) {
            client.close();
            target.close();
            proxy.closed(this);
        }
    }
}
