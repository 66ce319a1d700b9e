package io.fermata.executor.platform;

import io.fermata.starter.json.Json;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.web.TraceContext;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Questions to one other service, as JSON over HTTP, in the name of this service and of the tenant in scope. */
public final class ServiceCalls {

    /** A tool may take minutes. */
    private static final Duration NEVER_SLOW = Duration.ofDays(1);

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private final String name;
    private final URI service;
    private final Duration timeout;
    private final CircuitBreaker breaker;
    private final CloseableHttpClient http;
    private final ServiceTokens tokens;
    private final Json json;

    private ServiceCalls(String name, URI service, Duration timeout, Factory factory) {
        this.name = name;
        this.service = service;
        this.timeout = timeout;
        this.breaker = CircuitBreaker.of(
                service.toString(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .waitDurationInOpenState(Duration.ofSeconds(1))
                        .slowCallDurationThreshold(NEVER_SLOW)
                        .recordException(ServiceUnavailableException::meansAway)
                        .build());
        this.http = factory.http;
        this.tokens = factory.tokens;
        this.json = factory.json;
    }

    /** A GET; empty for 404. */
    public <T> Optional<T> find(String path, Class<T> type) {
        return guarded(() -> exchange(request("GET", path), type));
    }

    /** A GET of what may be known already: that is what it gives when it still is so, the same object. Empty for 404. */
    public <T> Optional<Tagged<T>> find(String path, @Nullable Tagged<T> known, Class<T> type) {
        HttpUriRequestBase request = request("GET", path);
        if (known != null && known.tag() != null) {
            request.addHeader(HttpHeaders.IF_NONE_MATCH, known.tag());
        }
        return guarded(() -> exchange(request, response -> {
            if (known != null && response.getCode() == HttpStatus.SC_NOT_MODIFIED) {
                return Optional.of(known);
            }
            String tag = tag(response);
            return read(request, response, type).map(value -> new Tagged<>(value, tag));
        }));
    }

    /**
     * What a service said, and how it calls that.
     *
     * @param tag its ETag; null from a service that gives none
     */
    public record Tagged<T>(T value, @Nullable String tag) {}

    /** A POST whose answer must exist. */
    public <T> T post(String path, Object body, Class<T> type) {
        return post(path, body, type, _ -> {});
    }

    /**
     * A POST that can be given up.
     *
     * @param onOpen is given the handle that closes the call's socket from another thread
     */
    public <T> T post(String path, Object body, Class<T> type, Consumer<Runnable> onOpen) {
        HttpUriRequestBase request = request("POST", path);
        request.setEntity(new ByteArrayEntity(json.writeBytes(body), ContentType.APPLICATION_JSON));
        onOpen.accept(request::cancel);
        return guarded(() -> exchange(request, type))
                .orElseThrow(() -> ServiceUnavailableException.refusing(service + " does not know " + path));
    }

    /** A POST whose answer says nothing. */
    public void tell(String path) {
        var _ = guarded(() -> exchange(request("POST", path), NoBody.class));
    }

    /** What an answer without a body is read as. */
    private record NoBody() {}

    private <T> Optional<T> guarded(Supplier<Optional<T>> call) {
        try {
            return breaker.executeSupplier(call);
        } catch (CallNotPermittedException e) {
            throw ServiceUnavailableException.away(service + " failed repeatedly; its circuit is open", e);
        }
    }

    private HttpUriRequestBase request(String method, String path) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, service.resolve(path));
        request.addHeader("Authorization", "Bearer " + tokens.of(Tenants.current(), name));
        request.addHeader(TraceContext.HEADER, TraceContext.current().traceparent());
        request.setConfig(
                RequestConfig.custom().setResponseTimeout(Timeout.of(timeout)).build());
        return request;
    }

    private <T> Optional<T> exchange(HttpUriRequestBase request, Class<T> type) {
        return exchange(request, response -> read(request, response, type));
    }

    private <T> Optional<T> exchange(HttpUriRequestBase request, HttpClientResponseHandler<Optional<T>> reader) {
        try {
            return http.execute(request, reader);
        } catch (IOException e) {
            throw ServiceUnavailableException.away(service + " did not answer: " + e.getMessage(), e);
        }
    }

    private static @Nullable String tag(ClassicHttpResponse response) {
        Header tag = response.getFirstHeader(HttpHeaders.ETAG);
        return tag == null ? null : tag.getValue();
    }

    private <T> Optional<T> read(HttpUriRequestBase request, ClassicHttpResponse response, Class<T> type)
            throws IOException {
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        int status = response.getCode();
        if (status / 100 == 2) {
            if (body.length == 0) {
                return Optional.empty();
            }
            return Optional.of(json.readTolerant(body, type));
        }
        if (status == NOT_FOUND) {
            return Optional.empty();
        }
        if (status >= BAD_GATEWAY && status <= GATEWAY_TIMEOUT) {
            throw ServiceUnavailableException.away(service + " answered " + status, null);
        }
        if (status >= 500 || status == CONFLICT || status == 429 || status == 401) {
            throw ServiceUnavailableException.refusing(service + " answered " + status);
        }
        throw new IllegalStateException(request.getMethod() + " " + request.getPath() + " was answered with " + status);
    }

    /** Makes the calls that this service needs. */
    @Component
    public static final class Factory {
        private static final String REGISTRY = "agent-registry-service";
        private static final String TOOLS = "tool-service";
        private static final Duration QUICK = Duration.ofSeconds(3);
        /** Longer than the longest tool may take: the tool-service keeps the tool's own time. */
        private static final Duration TOOL = Duration.ofSeconds(330);

        private final RunExecutorProperties properties;
        private final CloseableHttpClient http;
        private final ServiceTokens tokens;
        private final Json json;

        Factory(
                RunExecutorProperties properties,
                @Qualifier("pooledHttpClient") CloseableHttpClient http,
                ServiceTokens tokens,
                Json json) {
            this.properties = properties;
            this.http = http;
            this.tokens = tokens;
            this.json = json;
        }

        public ServiceCalls toRegistry() {
            return new ServiceCalls(REGISTRY, properties.registryUrl(), QUICK, this);
        }

        public ServiceCalls toToolCatalogue() {
            return new ServiceCalls(TOOLS, properties.toolsUrl(), QUICK, this);
        }

        public ServiceCalls toToolExecutions() {
            return new ServiceCalls(TOOLS, properties.toolsUrl(), TOOL, this);
        }
    }
}
