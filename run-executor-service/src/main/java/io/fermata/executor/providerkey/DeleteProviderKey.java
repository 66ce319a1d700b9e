package io.fermata.executor.providerkey;

import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import org.springframework.stereotype.Service;

/** Takes a tenant's key away. Its calls go out under the operator's from then on, if there is one. */
@Service
class DeleteProviderKey {
    private final ProviderKeyStore keys;
    private final KnownProviderKeys known;
    private final AuditTrail audit;

    DeleteProviderKey(ProviderKeyStore keys, KnownProviderKeys known, AuditTrail audit) {
        this.keys = keys;
        this.known = known;
        this.audit = audit;
    }

    void handle(String name) {
        ProviderName provider = ProviderName.parse(name).orElseThrow(FindProviderKeys::unknown);
        if (!known.change(provider, () -> delete(provider))) {
            throw FindProviderKeys.unknown();
        }
    }

    private boolean delete(ProviderName provider) {
        boolean deleted = keys.delete(provider);
        if (deleted) {
            audit.record(AuditEntry.of("provider_key.delete", "provider_key", provider.value()));
        }
        return deleted;
    }
}
