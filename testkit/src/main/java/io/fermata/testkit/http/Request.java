package io.fermata.testkit.http;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request that has arrived completely. Header names are lower case. */
public final class Request {
    private final String method;
    private final QueryStringDecoder target;
    private final Map<String, String> headers;
    private final byte[] body;

    private Request(String method, QueryStringDecoder target, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    static Request of(FullHttpRequest received) {
        var target = new QueryStringDecoder(received.uri());
        var headers = new TreeMap<String, String>();
        received.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        var body = new byte[received.content().readableBytes()];
        received.content().readBytes(body);
        return new Request(received.method().name(), target, headers, body);
    }

    public String method() {
        return method;
    }

    public String path() {
        return target.path();
    }

    public Map<String, List<String>> query() {
        return target.parameters();
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The bytes themselves, not a copy. */
    public byte[] body() {
        return body;
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The number in the query under this name, or the fallback when it is absent or not a number. */
    public long number(String name, long fallback) {
        var values = query().getOrDefault(name, List.of());
        return values.isEmpty() || !values.getFirst().matches("\\d{1,12}")
                ? fallback
                : Long.parseLong(values.getFirst());
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
