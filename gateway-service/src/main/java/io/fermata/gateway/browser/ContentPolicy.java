package io.fermata.gateway.browser;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The Content-Security-Policy of a path. An answer of the API is data: whatever a browser takes it for, it may do nothing. */
final class ContentPolicy {
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

    /** Swagger UI keeps its icons as data URLs in its style sheet; it needs neither inline scripts nor inline styles. */
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final PathPattern PAGES = PathPatternParser.defaultInstance.parse("/docs/**");

    private ContentPolicy() {}

    static String of(PathContainer path) {
        return PAGES.matches(path) ? PAGE : DATA;
    }
}
