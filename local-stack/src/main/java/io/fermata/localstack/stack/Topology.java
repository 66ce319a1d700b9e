package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stack has beyond one instance of each service, reached directly: for those who want to see it break.
 *
 * @param doubled services of which a second instance runs, named {@link StackService#second}
 * @param detours the port on which callers reach a process instead of its own; keys are {@code target}, or
 *     {@code caller>target} for one caller alone
 * @param kafka a way to the broker that can be disturbed, or null
 * @param oracle whether the oracle stands in for model and tools
 */
public record Topology(
        Set<StackService> doubled,
        Map<String, Integer> detours,
        @Nullable KafkaDetour kafka,
        boolean oracle) {
    public static final Topology PLAIN = new Topology(Set.of(), Map.of(), null, false);

    public Topology {
        doubled = Set.copyOf(doubled);
        detours = Map.copyOf(detours);
    }

    /**
     * A broker tells its clients where to come back, so a way around needs a listener of its own.
     *
     * @param listening where the broker listens
     * @param advertised what it tells clients that came this way
     */
    public record KafkaDetour(int listening, int advertised) {}

    Optional<Integer> detour(String caller, String target) {
        Integer own = detours.get(caller + ">" + target);
        return Optional.ofNullable(own != null ? own : detours.get(target));
    }
}
