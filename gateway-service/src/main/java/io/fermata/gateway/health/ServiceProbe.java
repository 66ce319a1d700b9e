package io.fermata.gateway.health;

import io.fermata.gateway.routing.Service;
import io.fermata.gateway.routing.ServiceAddresses;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks one service whether it is ready, and what of the things it needs is missing. */
public final class ServiceProbe {
    private static final ServiceHealth AWAY = new ServiceHealth("down", Map.of());

    private final WebClient http;
    private final ServiceAddresses addresses;
    private final Duration timeout;

    public ServiceProbe(WebClient http, ServiceAddresses addresses, Duration timeout) {
        this.http = http;
        this.addresses = addresses;
        this.timeout = timeout;
    }

    /** Never fails: a service that does not answer in time, or with something unreadable, is down. */
    Mono<ServiceHealth> probe(Service service) {
        return http.get()
                .uri(addresses.of(service).resolve("/readyz"))
                .exchangeToMono(answer -> answer.bodyToMono(JsonNode.class))
                .map(ServiceProbe::health)
                .timeout(timeout)
                .onErrorReturn(AWAY)
                .defaultIfEmpty(AWAY);
    }

    private static ServiceHealth health(JsonNode readiness) {
        Map<String, String> dependencies = new TreeMap<>();
        readiness
                .path("components")
                .properties()
                .forEach(component -> dependencies.put(component.getKey(), status(component.getValue())));
        return new ServiceHealth(status(readiness), dependencies);
    }

    private static String status(JsonNode health) {
        String status = health.path("status").asString("down").toLowerCase(Locale.ROOT);
        return status.equals("up") ? "up" : "down";
    }
}
