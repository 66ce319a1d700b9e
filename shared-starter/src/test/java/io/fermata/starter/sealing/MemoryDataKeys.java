package io.fermata.starter.sealing;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Data keys without a database; counts how often it is asked. */
final class MemoryDataKeys implements DataKeyStore {
    final Map<TenantId, StoredKeys> stored = new HashMap<>();
    int reads;

    @Override
    public StoredKeys find() {
        reads++;
        return present();
    }

    @Override
    public StoredKeys add(Function<StoredKeys, Optional<WrappedKey>> next) {
        List<WrappedKey> versions = new ArrayList<>(present().versions());
        next.apply(present()).ifPresent(versions::add);
        stored.put(Tenants.current(), new StoredKeys(versions, present().erased()));
        return present();
    }

    @Override
    public void rewrap(WrappedKey present, WrappedKey instead) {
        List<WrappedKey> versions = new ArrayList<>(present().versions());
        versions.replaceAll(key -> key.version() == present.version() ? instead : key);
        stored.put(Tenants.current(), new StoredKeys(versions, false));
    }

    @Override
    public void erase() {
        stored.put(Tenants.current(), new StoredKeys(List.of(), true));
    }

    StoredKeys present() {
        return stored.getOrDefault(Tenants.current(), new StoredKeys(List.of(), false));
    }
}
