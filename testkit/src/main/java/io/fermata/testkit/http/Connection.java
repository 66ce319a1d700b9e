package io.fermata.testkit.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client connection: requests follow each other, so at most one exchange is under way. */
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    private final Handler handler;
    private @Nullable Exchange current;

    Connection(Handler handler) {
        this.handler = handler;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext connection, FullHttpRequest received) {
        var exchange = new Exchange(connection, HttpUtil.isKeepAlive(received));
        current = exchange;
        if (received.decoderResult().isFailure()) {
            exchange.send(400, "text/plain", "the request could not be read\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        handler.handle(Request.of(received), exchange);
    }

    @Override
    public void channelInactive(ChannelHandlerContext connection) {
        if (current != null) {
            current.connectionClosed();
        }
        connection.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext connection, Throwable failure) {
        // A client that resets its connection is part of many tests; anything else is a fault of ours.
        if (!(failure instanceof IOException)) {
            LOG.log(Level.ERROR, "a request could not be answered", failure);
        }
        var unused = connection.close();
    }
}
