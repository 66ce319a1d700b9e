package io.fermata.executor.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.starter.security.TokenClaims;
import io.fermata.starter.security.TokenSigner;
import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The tokens by which this service speaks for a tenant when no caller waits, each to one service. Signed once and used for
 * a few minutes.
 */
@Component
class ServiceTokens {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration USE = Duration.ofMinutes(5);
    private static final String CALLER = "run-executor-service";
    private static final Set<String> SCOPES = Set.of("agents:read", "tools:read", "tools:invoke");

    private record Use(TenantId tenant, String callee) {}

    private final TokenSigner signer;
    private final Cache<Use, String> tokens =
            Caffeine.newBuilder().expireAfterWrite(USE).maximumSize(20_000).build();

    ServiceTokens(TokenSigner signer) {
        this.signer = signer;
    }

    /** @param callee the service that will be shown it, and that alone accepts it */
    String of(TenantId tenant, String callee) {
        return tokens.get(new Use(tenant, callee), this::sign);
    }

    private String sign(Use use) {
        return signer.sign(TokenClaims.between(CALLER, use.callee(), use.tenant(), SCOPES, LIFE));
    }
}
