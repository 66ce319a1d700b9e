package io.fermata.starter.sealing;

import io.fermata.starter.sealing.UnopenableException.Why;
import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The opened data keys of one tenant. */
final class KeyRing {
    /** One version of the tenant's key. */
    record Key(int version, SecretKey secret, Instant madeAt) {}

    private final SortedMap<Integer, Key> keys = new TreeMap<>();
    private final boolean erased;

    KeyRing(TenantId tenant, StoredKeys stored, Wrapping wrapping) {
        this.erased = stored.erased();
        for (WrappedKey key : stored.versions()) {
            keys.put(key.version(), new Key(key.version(), wrapping.open(tenant, key), key.madeAt()));
        }
    }

    Optional<Key> find(int version) {
        return Optional.ofNullable(keys.get(version));
    }

    /** The key to seal with; empty when the next version is due. */
    Optional<Key> newest(Instant now, Duration lifetime) {
        @Nullable Key newest = keys.isEmpty() ? null : keys.lastEntry().getValue();
        return Optional.ofNullable(newest)
                .filter(key -> now.isBefore(key.madeAt().plus(lifetime)));
    }

    KeyRing requireNotErased(TenantId tenant) {
        if (erased) {
            throw new UnopenableException(
                    Why.ERASED, "the keys of tenant " + tenant.value() + " were destroyed when it was erased");
        }
        return this;
    }
}
