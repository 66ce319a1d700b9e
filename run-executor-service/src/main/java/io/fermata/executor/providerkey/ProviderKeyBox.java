package io.fermata.executor.providerkey;

import io.fermata.starter.sealing.Place;
import io.fermata.starter.sealing.Sealer;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Seals with the tenant's keys, for the provider and the version: no other row's value passes for it. */
@Component
class ProviderKeyBox {
    private static final String COLUMN = "provider_keys.sealed";

    private final Sealer sealer;

    ProviderKeyBox(Sealer sealer) {
        this.sealer = sealer;
    }

    SealedKey seal(ProviderName provider, int version, String key) {
        return new SealedKey(provider, version, sealer.seal(place(provider, version), key));
    }

    /** Empty when it cannot be opened any more. */
    Optional<String> open(SealedKey key) {
        return sealer.tryOpenText(place(key.provider(), key.version()), key.sealed());
    }

    private static Place place(ProviderName provider, int version) {
        return new Place(COLUMN, provider.value() + "/" + version);
    }
}
