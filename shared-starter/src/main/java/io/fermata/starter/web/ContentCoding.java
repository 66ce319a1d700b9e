package io.fermata.starter.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageHeaders;

/** Bodies from outside are read as they are, or not at all: what is never inflated cannot blow up. */
public final class ContentCoding {
    /** The only coding that is understood: none. Goes with what asks for a body as {@code Accept-Encoding}. */
    public static final String IDENTITY = "identity";

    private ContentCoding() {}

    /** Whether something has to be undone before the body can be read. */
    public static boolean isApplied(MessageHeaders message) {
        return Arrays.stream(message.getHeaders(HttpHeaders.CONTENT_ENCODING))
                .map(Header::getValue)
                .anyMatch(ContentCoding::isMore);
    }

    static boolean isApplied(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .anyMatch(ContentCoding::isMore);
    }

    private static boolean isMore(String value) {
        return !value.isBlank() && !value.strip().equalsIgnoreCase(IDENTITY);
    }
}
