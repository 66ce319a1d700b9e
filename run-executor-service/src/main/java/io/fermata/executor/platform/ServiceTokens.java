package io.fermata.executor.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.starter.security.TokenClaims;
import io.fermata.starter.security.TokenSigner;
import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The tokens by which this service speaks for a tenant when no caller waits. Signed once and used for a few minutes. */
@Component
class ServiceTokens {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration USE = Duration.ofMinutes(5);
    private static final Set<String> SCOPES = Set.of("agents:read", "tools:read", "tools:invoke");

    private final TokenSigner signer;
    private final Cache<TenantId, String> tokens =
            Caffeine.newBuilder().expireAfterWrite(USE).maximumSize(10_000).build();

    ServiceTokens(TokenSigner signer) {
        this.signer = signer;
    }

    String forTenant(TenantId tenant) {
        return tokens.get(tenant, this::sign);
    }

    private String sign(TenantId tenant) {
        return signer.sign(new TokenClaims("service:run-executor-service", tenant, SCOPES, List.of(), LIFE));
    }
}
