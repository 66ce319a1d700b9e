package io.fermata.gateway.limits;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** A request whose body ends with a refusal as soon as it has grown past the limit. */
final class CountedRequest extends ServerHttpRequestDecorator {
    private final long limit;

    CountedRequest(ServerHttpRequest request, long limit) {
        super(request);
        this.limit = limit;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        AtomicLong seen = new AtomicLong();
        return super.getBody().handle((part, sink) -> pass(part, sink, seen.addAndGet(part.readableByteCount())));
    }

    private void pass(DataBuffer part, SynchronousSink<DataBuffer> sink, long seen) {
        if (seen <= limit) {
            sink.next(part);
            return;
        }
        DataBufferUtils.release(part);
        sink.error(RequestSizeFilter.tooLarge(limit));
    }
}
