package io.fermata.identity.token;

import io.fermata.identity.apikey.RecogniseApiKey.Recognised;
import io.fermata.identity.apikey.RefusedKeys;
import io.fermata.identity.platform.ShownIds;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the owners of keys that somebody shows an id and a key that do not belong together. */
@Component
class RefusedMachines {
    private final RefusedKeys refused;
    private final JdbcClient database;
    private final TransactionTemplate transactions;

    RefusedMachines(RefusedKeys refused, JdbcClient database, TransactionTemplate transactions) {
        this.refused = refused;
        this.database = database;
        this.transactions = transactions;
    }

    /** @param shown the key that was shown, when it counts: it is known to somebody who does not know its id */
    void note(String claimedId, Optional<Recognised> shown) {
        shown.ifPresent(key -> refused.note(key.tenant(), key.key().id(), "it was shown under another id"));
        ownerOf(claimedId).ifPresent(tenant -> refused.note(tenant, claimedId, "its id was shown without the key"));
    }

    private Optional<TenantId> ownerOf(String id) {
        return ShownIds.isOne(id)
                ? Tenants.housekeeping(() ->
                        transactions.execute(_ -> database.sql("SELECT tenant_id FROM find_api_key_owner(:id)")
                                .param("id", id)
                                .query((row, _) -> new TenantId(row.getString(1)))
                                .optional()))
                : Optional.empty();
    }
}
