package io.fermata.approvals.expiry;

import io.fermata.starter.tenancy.Tenants;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** How many approvals wait, over all tenants. Measured now and then, so that a scrape never asks the database. */
@Component
class QueueDepth {
    private final Housekeeping housekeeping;
    private final AtomicLong pending = new AtomicLong();

    QueueDepth(Housekeeping housekeeping, MeterRegistry metrics) {
        this.housekeeping = housekeeping;
        Gauge.builder("approval.queue.depth", pending, AtomicLong::get)
                .description("Approvals that wait for a decision")
                .register(metrics);
    }

    void measure() {
        pending.set(Tenants.housekeeping(housekeeping::pending));
    }
}
