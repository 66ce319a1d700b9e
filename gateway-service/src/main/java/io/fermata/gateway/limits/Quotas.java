package io.fermata.gateway.limits;

import io.fermata.gateway.authentication.Access;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Requests per day; without a number there is no limit.
 *
 * @param tenant of each tenant
 * @param key of each API key
 * @param tenants of tenants that have a number of their own
 */
public record Quotas(
        @Nullable Long tenant,
        @Nullable Long key,
        @DefaultValue Map<String, Long> tenants) {
    private static final String KEY = "key:";

    public Quotas {
        if (Stream.concat(Stream.of(tenant, key), tenants.values().stream())
                .anyMatch(perDay -> perDay != null && perDay < 1)) {
            throw new IllegalArgumentException("fermata.gateway.quotas need at least one request per day");
        }
    }

    List<Charge> charges(Access access) {
        return Stream.of(ofKey(access), ofTenant(access.tenant()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Charge> ofKey(Access access) {
        return Optional.ofNullable(key)
                .filter(_ -> access.subject().startsWith(KEY))
                .map(perDay -> new Charge(new Quota("key-daily", perDay), access.tenant() + " " + access.subject()));
    }

    private Optional<Charge> ofTenant(String id) {
        Long own = tenants.get(id);
        return Optional.ofNullable(own == null ? tenant : own)
                .map(perDay -> new Charge(new Quota("tenant-daily", perDay), id));
    }
}
