package io.fermata.executor.providerkey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.executor.model.ModelFailure;
import io.fermata.executor.model.OwnKeys;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What tenants brought, and that they brought nothing, as read a moment ago: a model call must not cost a question to the
 * database. Keys are remembered sealed, so that an erased tenant's open here no longer than its data keys do.
 */
@Component
class KnownProviderKeys implements OwnKeys {

    /** How late other replicas notice. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    private static final int MOST = 20_000;

    private record Asked(TenantId tenant, ProviderName provider) {}

    private final ProviderKeyStore keys;
    private final ProviderKeyBox box;
    private final TransactionTemplate transactions;
    private final Cache<Asked, Optional<SealedKey>> known =
            Caffeine.newBuilder().expireAfterWrite(KNOWN_FOR).maximumSize(MOST).build();

    KnownProviderKeys(ProviderKeyStore keys, ProviderKeyBox box, TransactionTemplate transactions) {
        this.keys = keys;
        this.box = box;
        this.transactions = transactions;
    }

    @Override
    public Optional<String> find(String provider) {
        return ProviderName.parse(provider).flatMap(this::brought).map(this::open);
    }

    /** Changes the key in a transaction. Forgotten after it and not in it: a call meanwhile would bring back the old one. */
    <T> T change(ProviderName provider, Supplier<T> change) {
        try {
            return transactions.execute(_ -> change.get());
        } finally {
            known.invalidate(asked(provider));
        }
    }

    private Optional<SealedKey> brought(ProviderName provider) {
        try {
            return known.get(asked(provider), asked -> keys.find(asked.provider()));
        } catch (DataAccessException e) {
            // Nobody was asked anything yet, and the attempt can say so.
            throw new ModelFailure(
                    ModelFailure.Kind.UNAVAILABLE, "the tenant's keys cannot be looked up at the moment", null, e);
        }
    }

    private String open(SealedKey key) {
        return box.open(key)
                .orElseThrow(() -> new ModelFailure(
                        ModelFailure.Kind.NOT_CONFIGURED,
                        "the tenant's own key for " + key.provider().value()
                                + " cannot be opened any more; it has to be stored again"));
    }

    private static Asked asked(ProviderName provider) {
        return new Asked(Tenants.current(), provider);
    }
}
