package io.fermata.starter.idempotency;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Holds an answer back until it has been stored. Event streams pass through: they are never repeated. */
final class BufferedAnswer extends ContentCachingResponseWrapper {
    BufferedAnswer(HttpServletResponse response) {
        super(response);
    }

    /** The whole answer, or null when it was a stream. */
    @Nullable
    Answer finished() {
        return isStream() ? null : new Answer(getStatus(), StoredHeaders.of(this), getContentAsByteArray());
    }

    void send() throws IOException {
        if (!isStream()) {
            copyBodyToResponse();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return isStream() ? getResponse().getOutputStream() : super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return isStream() ? getResponse().getWriter() : super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        if (isStream()) {
            getResponse().flushBuffer();
        }
    }

    private boolean isStream() {
        String type = getContentType();
        return type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    }
}
