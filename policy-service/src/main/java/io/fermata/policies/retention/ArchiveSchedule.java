package io.fermata.policies.retention;

import io.fermata.policies.platform.PoliciesProperties;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for old events every now and then, tenant after tenant. Without a directory nothing leaves the database. */
@Component
class ArchiveSchedule implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ArchiveSchedule.class);

    private final PoliciesProperties properties;
    private final ArchiveRows rows;
    private final ArchiveOldEvents archive;
    private final TransactionTemplate transaction;
    private volatile Optional<ScheduledExecutorService> timer = Optional.empty();

    ArchiveSchedule(
            PoliciesProperties properties,
            ArchiveRows rows,
            ArchiveOldEvents archive,
            PlatformTransactionManager transactions) {
        this.properties = properties;
        this.rows = rows;
        this.archive = archive;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void start() {
        if (properties.archive().isEmpty()) {
            log.warn("fermata.policies.archive-directory is not set: audit events are kept in the database for ever");
            return;
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("audit-archive").daemon().factory());
        long interval = properties.archiveInterval().toMillis();
        var _ = started.scheduleWithFixedDelay(this::round, interval, interval, TimeUnit.MILLISECONDS);
        timer = Optional.of(started);
    }

    @Override
    public void stop() {
        timer.ifPresent(ScheduledExecutorService::shutdownNow);
        timer = Optional.empty();
    }

    @Override
    public boolean isRunning() {
        return timer.isPresent();
    }

    void round() {
        Path directory = properties.archive().orElseThrow();
        try {
            tenants().forEach(tenant -> archive(tenant, directory));
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().setCause(e).log("nobody can say whose audit events are old, the next round asks again");
        }
    }

    private List<TenantId> tenants() {
        return Tenants.housekeeping(
                () -> Objects.requireNonNull(transaction.execute(_ -> rows.tenantsWithOldEvents())));
    }

    /** Whatever is wrong with one tenant's trail is no reason to leave the others'. */
    private void archive(TenantId tenant, Path directory) {
        try {
            Tenants.run(tenant, () -> archiveAll(directory));
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("old audit events could not be archived, the next round tries again");
        }
    }

    private void archiveAll(Path directory) {
        long gone;
        do {
            gone = archive.handle(directory, properties.archiveFileEvents());
        } while (gone == properties.archiveFileEvents());
    }
}
