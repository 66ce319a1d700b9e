package io.fermata.starter.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fermata.starter.security.Caller;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Has refused calls written down, and bounds what a flood can cause: of one subject {@value #WRITTEN_ONE_BY_ONE} a
 * minute are written as they are, and the rest of that minute as one entry that counts them. A minute of a flood is at
 * most eleven rows per subject and replica, and no refusal goes untold.
 */
public final class Denials implements AutoCloseable {
    static final int WRITTEN_ONE_BY_ONE = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MOST_SUBJECTS = 10_000;

    private record Subject(TenantId tenant, String name) {}

    private record Minute(AuditEntry first, int refused) {
        Minute oneMore() {
            return new Minute(first, refused + 1);
        }
    }

    private final BiConsumer<TenantId, AuditEntry> written;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Cache<Subject, Minute> minutes;

    /** @param written writes an entry for a tenant, and does not throw */
    Denials(BiConsumer<TenantId, AuditEntry> written, Ticker ticker) {
        this.written = written;
        this.minutes = Caffeine.newBuilder()
                .maximumSize(MOST_SUBJECTS)
                .expireAfter(Expiry.creating((Subject _, Minute _) -> WINDOW))
                .ticker(ticker)
                .scheduler(Scheduler.systemScheduler())
                .executor(executor)
                .removalListener(this::over)
                .build();
    }

    /** The operation is method and path pattern: what there is to call, not what it was called with. */
    public static AuditEntry entry(String operation) {
        return AuditEntry.of("operation.call", "operation", operation).denied();
    }

    /** A call that got nowhere near an operation, because whose token it is was not let in. */
    void noteCall(Caller holder, HttpServletRequest request, String reason) {
        AuditEntry entry =
                entry(request.getMethod() + " " + request.getRequestURI()).with("reason", reason);
        Tenants.run(holder.tenant(), () -> note(holder.subject(), entry));
    }

    /** Writes the entry for the current tenant, in a transaction of its own, or counts it. */
    public void note(String subject, AuditEntry entry) {
        Subject who = new Subject(Tenants.current(), subject);
        // Counted while the minute is locked: one that ends meanwhile has either counted this call or is a new one.
        Minute counted =
                minutes.asMap().compute(who, (_, known) -> known == null ? new Minute(entry, 1) : known.oneMore());
        if (counted.refused() <= WRITTEN_ONE_BY_ONE) {
            written.accept(who.tenant(), entry.denied().by(subject));
        }
    }

    /** Minutes that have run out are taken note of now rather than soon. */
    void settle() {
        minutes.cleanUp();
    }

    /** What is still being counted is written before the database goes away. */
    @Override
    public void close() {
        executor.close();
        minutes.asMap().forEach(this::writeRest);
    }

    private void over(@Nullable Subject who, @Nullable Minute minute, RemovalCause cause) {
        if (cause.wasEvicted() && who != null && minute != null) {
            writeRest(who, minute);
        }
    }

    private void writeRest(Subject who, Minute minute) {
        int rest = minute.refused() - WRITTEN_ONE_BY_ONE;
        if (rest > 0) {
            AuditEntry first = minute.first();
            AuditEntry others = AuditEntry.of(first.action(), first.resourceType(), first.resourceId());
            written.accept(who.tenant(), others.denied().by(who.name()).with("repeated", rest));
        }
    }
}
