package io.fermata.gateway.health;

import io.fermata.gateway.routing.Service;
import java.time.Duration;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers with 200 whatever the state: the body says it. One round of probes serves all who ask within two seconds. */
@RestController
class HealthController {
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final Mono<PlatformHealth> health;

    HealthController(ServiceProbe probe) {
        this.health = Flux.fromArray(Service.values())
                .flatMap(service -> probe.probe(service).map(found -> new Probed(service, found)))
                .collect(
                        TreeMap<String, ServiceHealth>::new,
                        (all, one) -> all.put(one.service().title(), one.health()))
                .map(PlatformHealth::of)
                .cache(REMEMBERED);
    }

    private record Probed(Service service, ServiceHealth health) {}

    @GetMapping("/api/v1/health")
    Mono<PlatformHealth> health() {
        return health;
    }
}
