package io.fermata.starter.health;

import io.fermata.starter.relay.OutboxRelay;
import io.fermata.starter.relay.RelayStatus.Failed;
import io.fermata.starter.relay.RelayStatus.Running;
import io.fermata.starter.relay.RelayStatus.StandingBy;
import io.fermata.starter.relay.RelayStatus.Starting;
import io.fermata.starter.relay.RelayStatus.Stopped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready while the relay moves, here or in another replica. A broker that blinks is borne with for a while. */
final class RelayHealth implements HealthIndicator {
    private final @Nullable OutboxRelay relay;
    private final Duration grace;

    /** @param relay null where this deployment does not relay */
    RelayHealth(@Nullable OutboxRelay relay, Duration grace) {
        this.relay = relay;
        this.grace = grace;
    }

    @Override
    public Health health() {
        if (relay == null) {
            return Health.up().withDetail("relay", "disabled").build();
        }
        Health.Builder health = switch (relay.status()) {
            case Running _ -> relay.lag().compareTo(grace) > 0 ? Health.outOfService() : Health.up();
            case StandingBy _ -> Health.up();
            case Stopped _, Starting _, Failed _ -> Health.down();
        };
        return health.withDetail("relay", relay.status().getClass().getSimpleName())
                .withDetail("lag_seconds", relay.lag().toSeconds())
                .build();
    }
}
