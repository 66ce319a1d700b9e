package io.fermata.identity.apikey;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.revocation.Revocations;
import io.fermata.identity.role.Roles;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private final Roles roles;
    private final Revocations revocations;
    private final Audit audit;
    private final Clock clock;

    ApiKeys(ApiKeyRows rows, KeySecrets secrets, Roles roles, Revocations revocations, Audit audit, Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.roles = roles;
        this.revocations = revocations;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<ApiKey> before(@Nullable String id, int atMost) {
        return rows.findByIdLessThanOrderByIdDesc(id == null ? AFTER_ALL_IDS : id, Limit.of(atMost)).stream()
                .map(row -> row.key(roles))
                .toList();
    }

    @Transactional(readOnly = true)
    ApiKey require(String id) {
        return requireRow(id).key(roles);
    }

    /** The old secret works for the overlap; without one it and the tokens it was exchanged for stop at once. */
    @Transactional
    IssuedKey rotate(String id, Duration overlap, Consumer<ApiKey> allowed) {
        ApiKeyRow row = requireRow(id);
        allowed.accept(row.key(roles));
        if (row.key(roles).state(clock.instant()) != KeyState.ACTIVE) {
            throw ProblemException.conflict("Only an active key can be rotated.");
        }
        String secret = secrets.next();
        Instant overlapEnds = overlap.isZero() ? null : clock.instant().plus(overlap);
        row.replaceSecret(secrets.hash(secret), KeySecrets.hint(secret), overlapEnds);
        ApiKey key = rows.saveAndFlush(row).key(roles);
        revocations.revokeTokensOfReplacedSecrets(id);
        audit.record("api_key.rotate", id, Map.of("name", key.name(), "overlap_seconds", overlap.toSeconds()));
        return new IssuedKey(key, secret);
    }

    /** A revoked key stays listed, and revoking it again changes nothing. Tokens it was exchanged for go with it. */
    @Transactional
    void revoke(String id, Consumer<ApiKey> allowed) {
        ApiKeyRow row = requireRow(id);
        ApiKey key = row.key(roles);
        allowed.accept(key);
        if (key.revokedAt() == null) {
            row.revoke(clock.instant());
            revocations.refuseSubject(key.subject());
            audit.record("api_key.revoke", id, Map.of("name", key.name()));
        }
    }

    private ApiKeyRow requireRow(String id) {
        return rows.findById(id).orElseThrow(() -> ProblemException.notFound("API key"));
    }
}
