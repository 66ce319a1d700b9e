package io.fermata.approvals.expiry;

import io.fermata.approvals.platform.ApprovalsProperties;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ExpirySchedule implements SchedulingConfigurer {
    private static final Duration FORGETTING = Duration.ofHours(1);

    private final ApprovalsProperties properties;
    private final ExpirySweep sweep;
    private final QueueDepth depth;
    private final Housekeeping housekeeping;

    ExpirySchedule(ApprovalsProperties properties, ExpirySweep sweep, QueueDepth depth, Housekeeping housekeeping) {
        this.properties = properties;
        this.sweep = sweep;
        this.depth = depth;
        this.housekeeping = housekeeping;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(() -> sweep.sweep(properties.expiryBatch()), properties.expirySweep());
        tasks.addFixedDelayTask(depth::measure, properties.expirySweep());
        tasks.addFixedDelayTask(() -> Tenants.housekeeping(housekeeping::forgetEndedRuns), FORGETTING);
    }
}
