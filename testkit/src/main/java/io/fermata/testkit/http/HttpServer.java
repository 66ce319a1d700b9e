package io.fermata.testkit.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Listens on the loopback address. One event loop serves every connection, so handlers never run at the same time. */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    private final EventLoopGroup loop;
    private final Channel listener;

    private HttpServer(EventLoopGroup loop, Channel listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /**
     * Starts listening.
     *
     * @param port 0 takes a free one
     */
    public static HttpServer start(int port, Handler handler) {
        var loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("testkit-http", true), NioIoHandler.newFactory());
        var listening = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(MAX_BODY_BYTES),
                                        new Connection(handler));
                    }
                })
                .bind("127.0.0.1", port)
                .awaitUninterruptibly();
        if (!listening.isSuccess()) {
            var unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IllegalStateException(
                    "port " + port + " cannot be opened; is it taken? Choose another with --port", listening.cause());
        }
        return new HttpServer(loop, listening.channel());
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Returns when every connection is closed and the port is free again. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
