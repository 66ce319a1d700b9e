package io.fermata.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * One link: listens on a port of the loopback and connects whoever comes to one of its targets in turn, passing over
 * those that do not listen. What the weather does to the connections can be changed at any time.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;

    private final String name;
    private final List<Integer> targets;
    private final RandomGenerator random;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Weather weather = Weather.CALM;

    private FaultProxy(String name, List<Integer> targets, RandomGenerator random, ServerSocket listener) {
        this.name = name;
        this.targets = List.copyOf(targets);
        this.random = random;
        this.listener = listener;
    }

    /**
     * Starts listening.
     *
     * @param port 0 takes a free one
     * @param targets ports of the loopback, at least one
     * @param random decides how much latency varies
     */
    public static FaultProxy start(String name, int port, List<Integer> targets, RandomGenerator random) {
        try {
            var listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
            var proxy = new FaultProxy(name, targets, random, listener);
            Thread.ofVirtual().name("link-" + name).start(proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException("link " + name + " cannot listen on port " + port, failure);
        }
    }

    public String name() {
        return name;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int connections() {
        return links.size();
    }

    /** From now on. What was swallowed stays lost: its connections are reset when better weather comes. */
    public void weather(Weather next) {
        boolean swallowed = weather.swallow();
        weather = next;
        if (swallowed && !next.swallow()) {
            reset();
        }
        links.forEach(Link::weatherChanged);
    }

    /** Resets every connection there is. */
    public void reset() {
        links.forEach(Link::reset);
    }

    Weather weather() {
        return weather;
    }

    RandomGenerator random() {
        return random;
    }

    void closed(Link link) {
        links.remove(link);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().name("link-" + name).start(() -> connect(client));
            } catch (IOException failure) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("link " + name + " can accept no more", failure);
                }
            }
        }
    }

    private void connect(Socket client) {
        int first = turn.getAndIncrement();
        for (int i = 0; i < targets.size() && !weather.refuse(); i++) {
            var target = new Socket();
            try {
                int port = targets.get(Math.floorMod(first + i, targets.size()));
                target.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                var link = new Link(this, client, target);
                links.add(link);
                link.open();
                return;
            } catch (IOException _) {
                Link.resetQuietly(target); // nobody listens there: the next one may
            }
        }
        Link.resetQuietly(client);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        reset();
    }
}
