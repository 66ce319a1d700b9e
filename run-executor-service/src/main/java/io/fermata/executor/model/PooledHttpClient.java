package io.fermata.executor.model;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.fermata.starter.web.ContentCoding;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's HTTP port on the pooled Apache client. Blocking on purpose: the caller is a virtual thread, and the
 * current {@link ModelCall} can close the socket under it. Passes on {@code Retry-After}, which LangChain4j drops.
 */
final class PooledHttpClient implements HttpClient {

    private static final int MOST_ERROR_BYTES = 16 * 1024;

    private final CloseableHttpClient delegate;
    private final Duration readTimeout;

    private PooledHttpClient(CloseableHttpClient delegate, Duration readTimeout) {
        this.delegate = delegate;
        this.readTimeout = readTimeout;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        try {
            HttpUriRequestBase apache = toApache(request);
            return delegate.execute(apache, response -> {
                requireSuccess(response, apache);
                return SuccessfulHttpResponse.builder()
                        .statusCode(response.getCode())
                        .headers(headers(response))
                        .body(new String(CappedAnswer.of(response, apache).readAllBytes(), StandardCharsets.UTF_8))
                        .build();
            });
        } catch (IOException e) {
            throw new TransportException(e);
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            HttpUriRequestBase apache = toApache(request);
            delegate.execute(apache, response -> {
                requireSuccess(response, apache);
                listener.onOpen(SuccessfulHttpResponse.builder()
                        .statusCode(response.getCode())
                        .headers(headers(response))
                        .build());
                parser.parse(CappedAnswer.of(response, apache), listener);
                listener.onClose();
                return null;
            });
        } catch (IOException e) {
            listener.onError(new TransportException(e));
        } catch (HttpException e) {
            listener.onError(e);
        }
    }

    private HttpUriRequestBase toApache(HttpRequest request) {
        var apache = new HttpUriRequestBase(request.method().name(), URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> apache.addHeader(name, value)));
        apache.setHeader("Accept-Encoding", ContentCoding.IDENTITY);
        String body = request.body();
        if (body != null) {
            apache.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        }
        apache.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(readTimeout))
                .setContentCompressionEnabled(false)
                .build());
        if (ModelCall.CURRENT.isBound()) {
            ModelCall.CURRENT.get().onCancel(apache::cancel);
        }
        return apache;
    }

    private static void requireSuccess(ClassicHttpResponse response, HttpUriRequestBase request) throws IOException {
        if (response.getCode() / 100 == 2) {
            return;
        }
        noteRetryAfter(response.getFirstHeader("Retry-After"));
        byte[] body = response.getEntity() == null
                ? new byte[0]
                : response.getEntity().getContent().readNBytes(MOST_ERROR_BYTES);
        if (body.length == MOST_ERROR_BYTES) {
            // Or closing the answer would read all that is left of it first.
            request.cancel();
        }
        throw new HttpException(response.getCode(), new String(body, StandardCharsets.UTF_8));
    }

    private static void noteRetryAfter(@Nullable Header header) {
        if (header != null && header.getValue().matches("\\d{1,6}") && ModelCall.CURRENT.isBound()) {
            ModelCall.CURRENT.get().retryAfter(Duration.ofSeconds(Long.parseLong(header.getValue())));
        }
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        return Arrays.stream(response.getHeaders())
                .collect(Collectors.groupingBy(
                        Header::getName, Collectors.mapping(Header::getValue, Collectors.toList())));
    }

    /** The bytes did not get through: refused, reset, cut off or too slow. */
    static final class TransportException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TransportException(IOException cause) {
            super(cause.getMessage(), cause);
        }

        boolean isTimeout() {
            return getCause() instanceof InterruptedIOException;
        }

        /** No question was ever sent. */
        boolean isNeverConnected() {
            return getCause() instanceof ConnectException
                    || getCause() instanceof UnknownHostException
                    || getCause() instanceof NoRouteToHostException
                    || getCause() instanceof SSLException;
        }
    }

    /** LangChain4j asks for a builder; the pool behind it is ours and shared. */
    static final class Builder implements HttpClientBuilder {
        private final CloseableHttpClient delegate;
        private @Nullable Duration connectTimeout;
        private @Nullable Duration readTimeout;

        Builder(CloseableHttpClient delegate) {
            this.delegate = delegate;
        }

        @Override
        @SuppressWarnings("NullAway") // LangChain4j's port is not annotated; null means "not set" there.
        public Duration connectTimeout() {
            return connectTimeout;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        @Override
        @SuppressWarnings("NullAway") // See above.
        public Duration readTimeout() {
            return readTimeout;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            readTimeout = timeout;
            return this;
        }

        @Override
        public HttpClient build() {
            return new PooledHttpClient(delegate, readTimeout == null ? Duration.ofMinutes(2) : readTimeout);
        }
    }
}
