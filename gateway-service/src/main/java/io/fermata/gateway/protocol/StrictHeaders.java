package io.fermata.gateway.protocol;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.TooLongHttpHeaderException;

/**
 * The headers of one request while they are read. The decoder repairs some messages whose length could be understood in
 * two ways, and what was wrong is gone by then; so it is refused here, header by header.
 */
final class StrictHeaders extends DefaultHttpHeaders {
    private final int most;
    private int count;

    StrictHeaders(int most) {
        this.most = most;
    }

    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        if (++count > most) {
            throw new TooLongHttpHeaderException("more than " + most + " headers");
        }
        if (HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)) {
            requireChunkedAlone(value);
        } else if (HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)) {
            requireAbsent(HttpHeaderNames.TRANSFER_ENCODING);
        } else if (HttpHeaderNames.HOST.contentEqualsIgnoreCase(name)) {
            requireAbsent(HttpHeaderNames.HOST);
        }
        return super.add(name, value);
    }

    private void requireChunkedAlone(Object value) {
        requireAbsent(HttpHeaderNames.TRANSFER_ENCODING);
        requireAbsent(HttpHeaderNames.CONTENT_LENGTH);
        if (!HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(value.toString())) {
            throw new IllegalArgumentException("a transfer encoding other than chunked");
        }
    }

    private void requireAbsent(CharSequence other) {
        if (contains(other)) {
            throw new IllegalArgumentException("headers that contradict each other: " + other);
        }
    }
}
