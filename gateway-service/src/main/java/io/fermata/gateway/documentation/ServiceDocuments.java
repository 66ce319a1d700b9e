package io.fermata.gateway.documentation;

import io.fermata.gateway.routing.Service;
import io.fermata.gateway.routing.ServiceAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Collects the OpenAPI document of every service. */
public final class ServiceDocuments {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    /** Long enough that nobody can make the gateway ask all services as often as they ask it. */
    private static final Duration REMEMBERED_IN_PART = Duration.ofSeconds(1);

    /** What the gateway answers itself. */
    private static final JsonNode EDGE = read("/edge-openapi.json");

    private final WebClient http;
    private final ServiceAddresses addresses;
    private final Duration timeout;
    private final Mono<ObjectNode> merged;

    public ServiceDocuments(WebClient http, ServiceAddresses addresses, Duration timeout) {
        this.http = http;
        this.addresses = addresses;
        this.timeout = timeout;
        this.merged = Flux.fromArray(Service.values())
                .flatMapSequential(this::fetch)
                .reduceWith(ServiceDocuments::begun, ServiceDocuments::add)
                .map(MergedDocument::document)
                .cache(ServiceDocuments::remembered, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Never fails: a service that cannot be asked is named in {@code x-unreachable-services}. */
    Mono<ObjectNode> merged() {
        return merged;
    }

    private sealed interface Fetched {
        record Found(Service service, JsonNode document) implements Fetched {}

        record Missing(Service service) implements Fetched {}
    }

    private Mono<Fetched> fetch(Service service) {
        Fetched missing = new Fetched.Missing(service);
        return http.get()
                .uri(addresses.of(service).resolve("/openapi.json"))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .<Fetched>map(document -> new Fetched.Found(service, document))
                .timeout(timeout)
                .onErrorReturn(missing)
                .defaultIfEmpty(missing);
    }

    private static Duration remembered(ObjectNode document) {
        return document.path(MergedDocument.UNREACHABLE).isEmpty() ? REMEMBERED : REMEMBERED_IN_PART;
    }

    private static MergedDocument begun() {
        MergedDocument merged = new MergedDocument();
        merged.add("gateway-service", EDGE.deepCopy());
        return merged;
    }

    private static JsonNode read(String resource) {
        try (InputStream document = ServiceDocuments.class.getResourceAsStream(resource)) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MergedDocument add(MergedDocument merged, Fetched fetched) {
        switch (fetched) {
            case Fetched.Found found -> merged.add(found.service().title(), found.document());
            case Fetched.Missing missing ->
                merged.addUnreachable(missing.service().title());
        }
        return merged;
    }
}
