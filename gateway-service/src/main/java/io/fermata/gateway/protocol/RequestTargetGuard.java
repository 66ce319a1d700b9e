package io.fermata.gateway.protocol;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through that asks this host for a path. Whoever names another host in the request line, or none at all,
 * takes the edge for a proxy. After a refusal nothing more is read from the connection.
 */
final class RequestTargetGuard extends ChannelInboundHandlerAdapter {
    private static final Pattern ABSOLUTE =
            Pattern.compile("https?://(?<host>[^/?#]+)(?<path>/[^#]*)?", Pattern.CASE_INSENSITIVE);

    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            check(request);
        }
        context.fireChannelRead(message);
    }

    private void check(HttpRequest request) {
        @Nullable String path = path(request.uri(), request.headers().get(HttpHeaderNames.HOST));
        boolean hostMissing = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0
                && !request.headers().contains(HttpHeaderNames.HOST);
        if (path == null || hostMissing) {
            refused = true;
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("not a path of this host")));
        } else {
            request.setUri(path);
        }
    }

    private static @Nullable String path(String target, @Nullable String host) {
        if (target.startsWith("/")) {
            return target;
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        if (!absolute.matches() || !absolute.group("host").equalsIgnoreCase(host)) {
            return null;
        }
        @Nullable String path = absolute.group("path");
        return path == null ? "/" : path;
    }
}
