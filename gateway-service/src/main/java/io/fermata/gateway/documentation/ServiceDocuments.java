package io.fermata.gateway.documentation;

import io.fermata.gateway.routing.Service;
import io.fermata.gateway.routing.ServiceAddresses;
import java.time.Duration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects the OpenAPI document of every service. */
public final class ServiceDocuments {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

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
                .reduceWith(MergedDocument::new, ServiceDocuments::add)
                .map(MergedDocument::document)
                .cache(REMEMBERED);
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

    private static MergedDocument add(MergedDocument merged, Fetched fetched) {
        switch (fetched) {
            case Fetched.Found found -> merged.add(found.service().title(), found.document());
            case Fetched.Missing missing ->
                merged.addUnreachable(missing.service().title());
        }
        return merged;
    }
}
