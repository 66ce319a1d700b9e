package io.fermata.tools.platform;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the operator decides.
 *
 * @param replicaLease how long after its last heartbeat a replica counts as alive; its effects wait that long for another
 * @param patience how long a request waits for an effect that someone else is performing
 * @param resultLimit the largest answer of a tool that is kept
 */
@ConfigurationProperties(prefix = "fermata.tools", ignoreUnknownFields = false)
public record ToolServiceProperties(
        @DefaultValue("8s") Duration replicaLease,
        @DefaultValue("25s") Duration patience,
        @DefaultValue("256KB") DataSize resultLimit,
        @DefaultValue Egress egress) {
    private static final DataSize LARGEST_RESULT = DataSize.ofMegabytes(16);

    /**
     * What tools may reach, and how.
     *
     * @param allowPrivate opens loopback and private networks to tools: for one's own machine only
     * @param deniedRanges further address ranges, in CIDR notation, that no tool may reach
     * @param connections how many there may be at a time
     */
    public record Egress(
            @DefaultValue("false") boolean allowPrivate,
            @DefaultValue List<String> deniedRanges,
            @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("1000") int connections,
            @DefaultValue("200") int connectionsPerHost) {
        public Egress {
            deniedRanges = List.copyOf(deniedRanges);
            requirePositive("egress.connect-timeout", connectTimeout);
            if (connections < 1 || connectionsPerHost < 1) {
                throw new IllegalArgumentException("fermata.tools.egress.connections must be positive");
            }
        }
    }

    public ToolServiceProperties {
        requirePositive("replica-lease", replicaLease);
        requirePositive("patience", patience);
        if (resultLimit.toBytes() < 1 || resultLimit.compareTo(LARGEST_RESULT) > 0) {
            throw new IllegalArgumentException(
                    "fermata.tools.result-limit must be between 1 byte and " + LARGEST_RESULT);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("fermata.tools." + name + " must be positive");
        }
    }
}
