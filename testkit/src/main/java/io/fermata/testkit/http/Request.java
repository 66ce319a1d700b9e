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
public record Request(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {

    static Request of(FullHttpRequest received) {
        var target = new QueryStringDecoder(received.uri());
        var headers = new TreeMap<String, String>();
        received.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        var body = new byte[received.content().readableBytes()];
        received.content().readBytes(body);
        return new Request(received.method().name(), target.path(), target.parameters(), headers, body);
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The number in the query under this name, or the fallback when it is absent or not a number. */
    public long number(String name, long fallback) {
        var values = query.getOrDefault(name, List.of());
        return values.isEmpty() || !values.getFirst().matches("\\d{1,12}")
                ? fallback
                : Long.parseLong(values.getFirst());
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }
}
