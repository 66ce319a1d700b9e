package io.fermata.e2e.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A blocking client that keeps its connections. Apache's, because it costs a third of the JDK's client in CPU, and a
 * benchmark's client should not be what it measures.
 */
public final class Http implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Timeout ANSWER = Timeout.ofSeconds(90);
    private static final int MOST_CONNECTIONS = 512;

    private final CloseableHttpClient client;
    private final Consumer<Answer> listener;

    public Http() {
        this(_ -> {});
    }

    /** @param listener hears every answer that was read to its end */
    public Http(Consumer<Answer> listener) {
        this.listener = listener;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(4 * MOST_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(ANSWER)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(ANSWER).build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
    }

    public Answer send(String method, String url, Map<String, String> headers, @Nullable String body) {
        var request = new HttpUriRequestBase(method, URI.create(url));
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(new StringEntity(body, contentType(headers)));
        }
        try {
            Answer answer = client.execute(request, Http::read);
            listener.accept(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads an answer line by line while it arrives.
     *
     * @param reader answers whether it wants more; when not, the connection is cut
     * @throws IOException when the connection breaks, or the answer is not a 200
     */
    public void lines(String url, Map<String, String> headers, Predicate<String> reader) throws IOException {
        var request = new HttpUriRequestBase("GET", URI.create(url));
        headers.forEach(request::setHeader);
        try {
            client.execute(request, response -> {
                if (response.getCode() != 200) {
                    throw new IOException("the stream was answered " + response.getCode());
                }
                feed(response, reader, request::cancel);
                return null;
            });
        } catch (IOException e) {
            if (!request.isCancelled()) {
                throw e;
            }
        }
    }

    private static void feed(ClassicHttpResponse response, Predicate<String> reader, Runnable cut) throws IOException {
        var lines =
                new BufferedReader(new InputStreamReader(response.getEntity().getContent(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!reader.test(line)) {
                cut.run();
                return;
            }
        }
    }

    private static ContentType contentType(Map<String, String> headers) {
        String given = headers.get("Content-Type");
        return given == null ? ContentType.APPLICATION_JSON : ContentType.parse(given);
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        try {
            String body = response.getEntity() == null
                    ? ""
                    : EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
            return new Answer(response.getCode(), headers, body);
        } catch (org.apache.hc.core5.http.ParseException e) {
            throw new IOException("an answer that cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
