package io.fermata.tools.egress;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An HTTP request to somewhere outside. A body is always JSON. */
public record EgressRequest(String method, URI uri, List<HeaderField> headers, byte @Nullable [] body) {
    public EgressRequest {
        headers = List.copyOf(headers);
    }

    boolean sameOrigin(URI other) {
        return uri.getScheme().equalsIgnoreCase(other.getScheme())
                && uri.getHost().equalsIgnoreCase(other.getHost())
                && uri.getPort() == other.getPort();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EgressRequest that
                && method.equals(that.method)
                && uri.equals(that.uri)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, uri, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return method + " " + uri.getHost();
    }
}
