package io.fermata.tools.invocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.catalog.ToolVersions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compiled tool versions, in memory. A version never changes, so nothing is ever stale here. */
@Component
class CallableTools {
    private static final int MOST = 10_000;

    private final ToolVersions versions;
    private final Cache<Key, CallableTool> compiled =
            Caffeine.newBuilder().maximumSize(MOST).build();

    CallableTools(ToolVersions versions) {
        this.versions = versions;
    }

    Optional<CallableTool> find(String name, int version) {
        Key key = new Key(Tenants.current(), name, version);
        @Nullable CallableTool known = compiled.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<CallableTool> loaded = versions.find(name, version).map(CallableTool::compile);
        loaded.ifPresent(tool -> compiled.put(key, tool));
        return loaded;
    }

    private record Key(TenantId tenant, String name, int version) {}
}
