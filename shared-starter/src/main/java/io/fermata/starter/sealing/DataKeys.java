package io.fermata.starter.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.starter.sealing.UnopenableException.Why;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The data keys of the current tenant: made when first needed, replaced when they are old, kept open in memory for a
 * short time. Versions are never taken away but with all others, when the tenant is erased.
 */
public final class DataKeys {
    private static final int MOST_TENANTS = 10_000;

    private final DataKeyStore store;
    private final Wrapping wrapping;
    private final Clock clock;
    private final Duration lifetime;
    private final Cache<TenantId, KeyRing> rings;

    DataKeys(DataKeyStore store, Wrapping wrapping, Clock clock, SealingProperties properties) {
        this.store = store;
        this.wrapping = wrapping;
        this.clock = clock;
        this.lifetime = properties.keyLifetime();
        this.rings = Caffeine.newBuilder()
                .maximumSize(MOST_TENANTS)
                .expireAfterWrite(properties.cacheTime())
                .build();
    }

    /** The key to seal with. */
    KeyRing.Key newest() {
        TenantId tenant = Tenants.current();
        return newest(tenant, ring(tenant))
                .orElseGet(() -> newest(tenant, renewed(tenant))
                        .orElseThrow(
                                () -> new IllegalStateException("a data key is older than its lifetime at birth")));
    }

    KeyRing.Key require(int version) {
        TenantId tenant = Tenants.current();
        return find(tenant, version)
                .or(() -> {
                    // Another replica has made it since, perhaps.
                    rings.invalidate(tenant);
                    return find(tenant, version);
                })
                .orElseThrow(() -> new UnopenableException(
                        Why.KEY_MISSING, "tenant " + tenant.value() + " has no data key " + version));
    }

    /** Wraps with the first master key what is wrapped with another. */
    void rewrap() {
        TenantId tenant = Tenants.current();
        store.find().versions().stream()
                .filter(key -> !wrapping.isCurrent(key))
                .forEach(key -> store.rewrap(key, wrapping.renew(tenant, key)));
    }

    /** Destroys all keys, and lets no new ones be made. */
    public void erase() {
        TenantId tenant = Tenants.current();
        store.erase();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    rings.invalidate(tenant);
                }
            });
        } else {
            rings.invalidate(tenant);
        }
    }

    private KeyRing ring(TenantId tenant) {
        return rings.get(tenant, key -> new KeyRing(key, store.find(), wrapping))
                .requireNotErased(tenant);
    }

    private KeyRing renewed(TenantId tenant) {
        StoredKeys stored = store.add(present -> {
            KeyRing ring = new KeyRing(tenant, present, wrapping).requireNotErased(tenant);
            return newest(tenant, ring).isPresent() ? Optional.empty() : Optional.of(next(tenant, present));
        });
        KeyRing ring = new KeyRing(tenant, stored, wrapping);
        rings.put(tenant, ring);
        return ring;
    }

    private WrappedKey next(TenantId tenant, StoredKeys present) {
        int newest =
                present.versions().isEmpty() ? 0 : present.versions().getLast().version();
        return wrapping.make(tenant, newest + 1, clock.instant());
    }

    private Optional<KeyRing.Key> newest(TenantId tenant, KeyRing ring) {
        return ring.requireNotErased(tenant).newest(clock.instant(), lifetime);
    }

    private Optional<KeyRing.Key> find(TenantId tenant, int version) {
        return ring(tenant).find(version);
    }
}
