package io.fermata.tools.catalog;

import io.fermata.tools.catalog.ToolDocument.HandlerDocument;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a tenant may declare as the handler of a tool. */
final class HandlerRules {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final int MOST_HEADERS = 30;
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    /** Set by this service, or dangerous to choose. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "proxy-authorization",
            "proxy-connection",
            "accept-encoding",
            "idempotency-key",
            "traceparent",
            "tracestate");

    private HandlerRules() {}

    /** Gives null when something was found wrong. */
    static Handler.@Nullable Http read(@Nullable HandlerDocument document, Faults faults) {
        if (document == null) {
            faults.add("/handler", "is required");
            return null;
        }
        if (!"http".equals(document.type())) {
            faults.add("/handler/type", "must be http");
            return null;
        }
        String method = method(document.method(), faults);
        UrlTemplate url = url(document.url(), faults);
        Map<String, HeaderTemplate> headers = headers(document.headers(), faults);
        return url == null ? null : new Handler.Http(method, url, headers);
    }

    static Map<String, String> texts(Map<String, HeaderTemplate> headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach((name, header) -> texts.put(name, header.text()));
        return texts;
    }

    private static String method(@Nullable String method, Faults faults) {
        if (method == null || !METHODS.contains(method)) {
            faults.add("/handler/method", "must be one of GET, POST, PUT, PATCH, DELETE");
            return "GET";
        }
        return method;
    }

    private static @Nullable UrlTemplate url(@Nullable String url, Faults faults) {
        if (url == null) {
            faults.add("/handler/url", "is required");
            return null;
        }
        return faults.attempt("/handler/url", () -> new UrlTemplate(url));
    }

    private static Map<String, HeaderTemplate> headers(@Nullable Map<String, String> declared, Faults faults) {
        Map<String, HeaderTemplate> headers = new TreeMap<>();
        if (declared == null) {
            return headers;
        }
        if (declared.size() > MOST_HEADERS) {
            faults.add("/handler/headers", "must not be more than " + MOST_HEADERS);
            return headers;
        }
        declared.forEach((name, value) -> header(headers, name, value, faults));
        return headers;
    }

    private static void header(
            Map<String, HeaderTemplate> headers, String name, @Nullable String value, Faults faults) {
        String pointer = "/handler/headers/" + name.replace("~", "~0").replace("/", "~1");
        if (!HEADER_NAME.matcher(name).matches()) {
            faults.add(pointer, "is not a header name");
        } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            faults.add(pointer, "is set by the platform");
        } else if (value == null) {
            faults.add(pointer, "must be a string");
        } else {
            HeaderTemplate header = faults.attempt(pointer, () -> new HeaderTemplate(value));
            if (header != null) {
                headers.put(name, header);
            }
        }
    }
}
