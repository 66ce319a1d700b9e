package io.fermata.testkit.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The answer to one request, in one piece or as a stream. Everything happens on the connection's event loop. */
public final class Exchange {
    private final ChannelHandlerContext connection;
    private final boolean keepAlive;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean finished;
    private Runnable whenAbandoned = () -> {};

    Exchange(ChannelHandlerContext connection, boolean keepAlive) {
        this.connection = connection;
        this.keepAlive = keepAlive;
    }

    public Exchange header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public void send(int status, String contentType, byte[] body) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        prepare(response.headers(), contentType);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        finish(connection.writeAndFlush(response));
    }

    /** Promises {@code length} bytes and delivers only these: what a client sees when a provider dies mid-answer. */
    public void sendPart(int status, String contentType, byte[] part, int length) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        prepare(response.headers(), contentType);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, length);
        put(response);
        write(part);
        abort();
    }

    /** Starts a chunked answer. */
    public void stream(int status, String contentType) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        prepare(response.headers(), contentType);
        HttpUtil.setTransferEncodingChunked(response, true);
        put(response);
    }

    public void write(byte[] chunk) {
        put(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk)));
        connection.flush();
    }

    /** Writes and continues when the bytes have left, so that a large answer never piles up in memory. */
    public void write(byte[] chunk, Runnable whenWritten) {
        connection
                .writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk)))
                .addListener(written -> {
                    if (written.isSuccess()) {
                        whenWritten.run();
                    }
                });
    }

    /** Writes the last chunk and completes the answer, in one piece on the wire. */
    public void end(byte[] last) {
        if (last.length > 0) {
            put(new DefaultHttpContent(Unpooled.wrappedBuffer(last)));
        }
        finish(connection.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    /** Closes the connection in the middle of the answer. */
    public void abort() {
        finished = true;
        connection.flush();
        var unused = connection.close();
    }

    /** Runs the action later, unless the client has gone by then. */
    public void after(Duration delay, Runnable action) {
        if (delay.isZero()) {
            action.run();
            return;
        }
        var unused = connection
                .executor()
                .schedule(
                        () -> {
                            if (open()) {
                                action.run();
                            }
                        },
                        delay.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /** What to do when the client closes the connection before the answer is complete. */
    public void whenAbandoned(Runnable action) {
        whenAbandoned = action;
    }

    public boolean open() {
        return connection.channel().isActive();
    }

    void connectionClosed() {
        if (!finished) {
            finished = true;
            whenAbandoned.run();
        }
    }

    /** A write fails when the connection does, and of that we are told by {@link #connectionClosed}. */
    private void put(Object message) {
        var unused = connection.write(message);
    }

    private void prepare(HttpHeaders target, String contentType) {
        target.set(HttpHeaderNames.CONTENT_TYPE, contentType);
        headers.forEach(target::set);
        if (!keepAlive) {
            target.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void finish(ChannelFuture written) {
        finished = true;
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
