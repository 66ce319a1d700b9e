package io.fermata.gateway.protocol;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.function.UnaryOperator;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpRequestDecoderSpec;
import reactor.netty.http.server.HttpServer;

/**
 * Makes the server read HTTP/1 strictly. A refused request is answered with 400, 414 or 431 without a body, and its
 * connection is closed: what follows it may be the rest of it.
 */
public final class StrictProtocol implements UnaryOperator<HttpServer> {
    private static final String GUARD = "fermata.requestTargetGuard";

    private final int headerCount;

    /** @param headerCount how many headers one request may have */
    public StrictProtocol(int headerCount) {
        this.headerCount = headerCount;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        HttpDecoderConfig strict = strict(server.configuration().decoder());
        return server.doOnChannelInit((_, channel, _) -> harden(channel.pipeline(), strict));
    }

    private static void harden(ChannelPipeline pipeline, HttpDecoderConfig strict) {
        if (pipeline.get(NettyPipeline.HttpCodec) instanceof HttpServerCodec) {
            pipeline.replace(NettyPipeline.HttpCodec, NettyPipeline.HttpCodec, new HttpServerCodec(strict));
            pipeline.addAfter(NettyPipeline.HttpCodec, GUARD, new RequestTargetGuard());
        }
    }

    private HttpDecoderConfig strict(HttpRequestDecoderSpec configured) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(configured.maxInitialLineLength())
                .setMaxHeaderSize(configured.maxHeaderSize())
                .setInitialBufferSize(configured.initialBufferSize())
                .setAllowPartialChunks(configured.allowPartialChunks())
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setHeadersFactory(new Strict(headerCount))
                .setTrailersFactory(new Strict(headerCount));
    }

    private record Strict(int headerCount) implements HttpHeadersFactory {
        @Override
        public HttpHeaders newHeaders() {
            return new StrictHeaders(headerCount);
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return new StrictHeaders(headerCount);
        }
    }
}
