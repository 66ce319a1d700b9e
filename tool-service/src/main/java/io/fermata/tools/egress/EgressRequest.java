package io.fermata.tools.egress;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request to somewhere outside.
 *
 * @param body JSON text
 */
public record EgressRequest(
        String method,
        URI uri,
        List<HeaderField> headers,
        @Nullable String body) {
    public EgressRequest {
        headers = List.copyOf(headers);
    }

    boolean sameOrigin(URI other) {
        return uri.getScheme().equalsIgnoreCase(other.getScheme())
                && uri.getHost().equalsIgnoreCase(other.getHost())
                && uri.getPort() == other.getPort();
    }

    @Override
    public String toString() {
        return method + " " + uri.getHost();
    }
}
