package io.fermata.identity.apikey;

import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.Denials;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import org.springframework.stereotype.Component;

/** Tells a tenant that somebody tries a key of its that counts no more: the caller is not told, its owner should be. */
@Component
public class RefusedKeys {
    private final Denials denials;

    RefusedKeys(Denials denials) {
        this.denials = denials;
    }

    public void note(TenantId tenant, String keyId, String reason) {
        AuditEntry entry = AuditEntry.of("api_key.use", "api_key", keyId).with("reason", reason);
        Tenants.run(tenant, () -> denials.note("key:" + keyId, entry));
    }
}
