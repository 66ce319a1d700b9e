package io.fermata.tools.catalog;

import java.util.Map;

/** Who does the work when a tool is called. */
public sealed interface Handler {
    /**
     * Calls a URL of the tenant.
     *
     * @param url with {@code {argument}} in path and query only
     * @param headers values may hold {@code ${secrets.NAME}}
     */
    record Http(String method, UrlTemplate url, Map<String, HeaderTemplate> headers) implements Handler {
        public Http {
            headers = Map.copyOf(headers);
        }
    }

    /** Comes with this service, under the tool's own name. */
    record Builtin() implements Handler {}
}
