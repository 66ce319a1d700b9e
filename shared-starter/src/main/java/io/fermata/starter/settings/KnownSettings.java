package io.fermata.starter.settings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What tenants have chosen, kept in memory for a short time: it is asked with every row that is written. */
public final class KnownSettings {
    /** How long a replica may go on with what was changed through another one. */
    static final Duration CACHE_TIME = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(KnownSettings.class);
    private static final int MOST_TENANTS = 10_000;

    private final SettingsStore store;
    private final LongSupplier nanos;
    private final Cache<TenantId, Known> known =
            Caffeine.newBuilder().maximumSize(MOST_TENANTS).build();
    private final AtomicLong changes = new AtomicLong();

    /** @param nanos the time of this process, as of {@link System#nanoTime} */
    KnownSettings(SettingsStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    private record Known(TenantSettings settings, long readAt) {}

    /** The current tenant's; while the database is away, those that were known last. */
    public TenantSettings current() {
        TenantId tenant = Tenants.current();
        Known last = known.getIfPresent(tenant);
        if (last != null && nanos.getAsLong() - last.readAt() < CACHE_TIME.toNanos()) {
            return last.settings();
        }
        return readAgain(tenant, last);
    }

    /**
     * Puts these in the place of what was known of the current tenant, when the transaction commits.
     *
     * @param told when the tenant's choice was told; an older one that arrives late changes nothing
     */
    public void remember(TenantSettings settings, Instant told) {
        TenantId tenant = Tenants.current();
        store.remember(settings, told, () -> {
            changes.incrementAndGet();
            known.invalidate(tenant);
        });
    }

    private TenantSettings readAgain(TenantId tenant, @Nullable Known last) {
        try {
            return read(tenant);
        } catch (DataAccessException | TransactionException e) {
            if (last == null) {
                throw e;
            }
            log.atWarn().addKeyValue("reason", e.toString()).log("a tenant's choices are taken for what they were");
            known.put(tenant, new Known(last.settings(), nanos.getAsLong()));
            return last.settings();
        }
    }

    /** Under no lock of the cache's: whoever waited for it could hold the very connection that this needs. */
    private TenantSettings read(TenantId tenant) {
        long before = changes.get();
        TenantSettings found = store.find();
        if (changes.get() == before) {
            known.put(tenant, new Known(found, nanos.getAsLong()));
        }
        return found;
    }
}
