package io.fermata.starter.health;

import io.fermata.starter.health.ConsumerProgress.Consumer;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready while every listener's consumer is a member of its group: it has heard from the coordinator and has polled
 * within the grace. A consumer without partitions is fine, others have them.
 */
final class ConsumersHealth implements HealthIndicator {
    private final ConsumerProgress progress;
    private final Duration grace;

    ConsumersHealth(ConsumerProgress progress, Duration grace) {
        this.progress = progress;
        this.grace = grace;
    }

    @Override
    public Health health() {
        List<Consumer> stuck =
                progress.consumers().stream().filter(c -> !c.movedWithin(grace)).toList();
        Health.Builder health = stuck.isEmpty() ? Health.up() : Health.outOfService();
        stuck.forEach(consumer -> health.withDetail(consumer.name(), "not in its group, or not polling"));
        return health.build();
    }
}
