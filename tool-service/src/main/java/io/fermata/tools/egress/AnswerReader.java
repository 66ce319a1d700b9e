package io.fermata.tools.egress;

import io.fermata.starter.web.ContentCoding;
import io.fermata.tools.egress.EgressFailures.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/** Reads an answer up to a cap, and none that would have to be inflated first: how large it is cannot be told. */
final class AnswerReader {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    private final int limit;

    AnswerReader(int limit) {
        this.limit = limit;
    }

    EgressResponse read(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity != null && ContentCoding.isApplied(response)) {
            throw TooLargeException.compressed();
        }
        String contentType = entity == null ? null : entity.getContentType();
        return new EgressResponse(
                response.getCode(),
                contentType,
                entity == null ? "" : new String(bytes(entity), charset(contentType)),
                retryAfter(response),
                text(response, HttpHeaders.LOCATION));
    }

    private byte[] bytes(HttpEntity entity) throws IOException {
        if (entity.getContentLength() > limit) {
            throw new TooLargeException(limit);
        }
        InputStream content = entity.getContent();
        byte[] kept = content.readNBytes(limit + 1);
        if (kept.length > limit) {
            throw new TooLargeException(limit);
        }
        content.close();
        return kept;
    }

    private static Charset charset(@Nullable String contentType) {
        ContentType parsed = ContentType.parseLenient(contentType);
        Charset declared = parsed == null ? null : parsed.getCharset();
        return declared == null ? StandardCharsets.UTF_8 : declared;
    }

    private static @Nullable Duration retryAfter(HttpMessage response) {
        String seconds = text(response, HttpHeaders.RETRY_AFTER);
        return seconds != null && SECONDS.matcher(seconds).matches()
                ? Duration.ofSeconds(Integer.parseInt(seconds))
                : null;
    }

    private static @Nullable String text(HttpMessage response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
