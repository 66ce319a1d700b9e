package io.fermata.e2e.bench;

import io.fermata.e2e.http.Gateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What the way through the gateway costs: a small read of the registry, with an API key through the gateway and with the
 * access token the gateway would make of it at the registry itself. More tenants than one ask, because the edge allows
 * each only so much.
 */
final class Edge {
    private static final int TENANTS = 10;
    private static final String PATH = "/api/v1/agents?limit=1";
    private static final List<Integer> CONCURRENCY = List.of(1, 32);
    private static final Duration RAMP_UP = Duration.ofSeconds(2);

    private final ClosedLoad load;
    private final List<Gateway> through;
    private final List<Gateway> direct;

    private Edge(ClosedLoad load, List<Gateway> through, List<Gateway> direct) {
        this.load = load;
        this.through = through;
        this.direct = direct;
    }

    static Edge of(ClosedLoad load, Gateway admin, String registryUrl, String name) {
        List<Gateway> owners = IntStream.range(0, TENANTS)
                .mapToObj(i -> owner(admin, name + "-" + i))
                .toList();
        List<Gateway> atRegistry = owners.stream()
                .map(owner -> owner.at(registryUrl, owner.accessToken()))
                .toList();
        return new Edge(load, owners, atRegistry);
    }

    private static Gateway owner(Gateway admin, String tenant) {
        return admin.as(admin.post("/api/v1/tenants", Map.of("id", tenant, "name", "Benchmark"))
                .path("admin_key")
                .asString());
    }

    /** Direct first: what is warm then is warm for both. */
    List<Crossing> measure(Duration measured) throws InterruptedException {
        load.run(inTurn(through), CONCURRENCY.getLast(), RAMP_UP, measured);
        load.run(inTurn(direct), CONCURRENCY.getLast(), RAMP_UP, measured);
        List<Crossing> crossings = new ArrayList<>();
        for (int concurrency : CONCURRENCY) {
            Measurement there = load.run(inTurn(direct), concurrency, RAMP_UP, measured);
            crossings.add(new Crossing(load.run(inTurn(through), concurrency, RAMP_UP, measured), there));
        }
        return crossings;
    }

    private static Subject inTurn(List<Gateway> callers) {
        var next = new AtomicInteger();
        return () -> callers.get(Math.floorMod(next.getAndIncrement(), callers.size()))
                .get(PATH);
    }
}
