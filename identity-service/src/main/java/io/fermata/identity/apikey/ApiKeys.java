package io.fermata.identity.apikey;

import io.fermata.identity.audit.AuditTrail;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The keys of the current tenant. */
@Component
class ApiKeys {
    private static final String AFTER_ALL_IDS = "key_g";

    private final ApiKeyRows rows;
    private final KeySecrets secrets;
    private final AuditTrail audit;
    private final Clock clock;

    ApiKeys(ApiKeyRows rows, KeySecrets secrets, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<ApiKey> before(@Nullable String id, int atMost) {
        return rows.findByIdLessThanOrderByIdDesc(id == null ? AFTER_ALL_IDS : id, Limit.of(atMost)).stream()
                .map(ApiKeyRow::key)
                .toList();
    }

    @Transactional(readOnly = true)
    ApiKey require(String id) {
        return requireRow(id).key();
    }

    /** The old secret stops working with the next exchange. */
    @Transactional
    IssuedKey rotate(String id, Consumer<ApiKey> allowed) {
        ApiKeyRow row = requireRow(id);
        allowed.accept(row.key());
        if (row.key().state(clock.instant()) != KeyState.ACTIVE) {
            throw ProblemException.conflict("Only an active key can be rotated.");
        }
        String secret = secrets.next();
        row.replaceSecret(secrets.hash(secret), KeySecrets.hint(secret));
        ApiKey key = rows.saveAndFlush(row).key();
        audit.record("api_key.rotate", id, Map.of("name", key.name()));
        return new IssuedKey(key, secret);
    }

    /** A revoked key stays listed, and revoking it again changes nothing. */
    @Transactional
    void revoke(String id) {
        ApiKeyRow row = requireRow(id);
        if (row.key().revokedAt() == null) {
            row.revoke(clock.instant());
            audit.record("api_key.revoke", id, Map.of("name", row.key().name()));
        }
    }

    private ApiKeyRow requireRow(String id) {
        return rows.findById(id).orElseThrow(() -> ProblemException.notFound("API key"));
    }
}
