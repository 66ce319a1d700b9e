package io.fermata.identity.revocation;

import io.fermata.starter.json.Json;
import io.fermata.starter.security.TokenSigner;
import io.fermata.starter.tenancy.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes back what was signed, in the current tenant and in the transaction of whatever is the reason. Everything here is
 * a short list: an entry goes when the last token it could be about has expired.
 */
@Component
public class Revocations {
    /** What others allow our clocks to differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Revocations(JdbcClient database, TransactionTemplate transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** All tokens that name this subject, until {@link #readmitSubject}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refuseSubject(String subject) {
        enter("subject:" + subject);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void readmitSubject(String subject) {
        lift("subject:" + subject);
    }

    /** All tokens of the current tenant, until {@link #readmitTenant}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refuseTenant() {
        enter("tenant:" + Tenants.current().value());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void readmitTenant() {
        lift("tenant:" + Tenants.current().value());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void revokeToken(String tokenId) {
        enter("token:" + tokenId);
    }

    /** Ends one sign-in: no token of its family counts any more, and none is given again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endFamily(String authorizationId) {
        endFamilies(List.of(authorizationId));
    }

    /** Ends all sign-ins of a person, in applications and browsers. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endSignIns(String userId) {
        endFamilies(database.sql("SELECT id FROM authorizations WHERE user_id = :user AND revoked_at IS NULL")
                .param("user", userId)
                .query((row, _) -> row.getString(1))
                .list());
        database.sql("DELETE FROM browser_sessions WHERE user_id = :user")
                .param("user", userId)
                .update();
    }

    /** Takes a person's access tokens back, and leaves the sign-ins: the next refresh gives tokens that say what is so now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void renewTokens(String userId) {
        revokeEach(database.sql("""
                        SELECT t.token_id FROM authorization_tokens t JOIN authorizations a ON a.id = t.authorization_id
                        WHERE a.user_id = :user AND t.kind = 'access_token' AND t.expires_at > :now
                        """).param("user", userId));
    }

    /** Takes back the tokens that a key was exchanged for, and leaves the key. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void renewTokensOfKey(String keyId) {
        revokeEach(database.sql("SELECT token_id FROM key_tokens WHERE key_id = :key AND expires_at > :now")
                .param("key", keyId));
    }

    /** The same for what its secrets that count no more were exchanged for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void revokeTokensOfReplacedSecrets(String keyId) {
        revokeEach(database.sql("""
                        SELECT t.token_id FROM key_tokens t JOIN api_keys k ON k.id = t.key_id
                        WHERE k.id = :key AND t.expires_at > :now
                          AND t.secret_hash <> k.secret_hash AND t.secret_hash IS DISTINCT FROM k.previous_hash
                        """).param("key", keyId));
    }

    /** Whether one of the current tenant's tokens is refused, by itself, with its subject or with the tenant. */
    boolean refuses(String tokenId, String subject) {
        String[] whats = {
            fingerprint("token:" + tokenId),
            fingerprint("subject:" + subject),
            fingerprint("tenant:" + Tenants.current().value())
        };
        return transactions.execute(_ -> database.sql(
                        "SELECT EXISTS (SELECT 1 FROM revocations WHERE fingerprint = ANY (:whats) AND until > :now)")
                .param("whats", whats)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single());
    }

    /** Fingerprints of all that is refused now, of every tenant. */
    List<String> live() {
        return Tenants.housekeeping(
                () -> transactions.execute(_ -> database.sql("SELECT fingerprint FROM live_revocations() ORDER BY 1")
                        .query(String.class)
                        .list()));
    }

    private void endFamilies(Collection<String> ids) {
        String[] families = ids.toArray(String[]::new);
        Instant now = clock.instant();
        database.sql("UPDATE authorizations SET revoked_at = :now, version = version + 1 WHERE id = ANY (:ids)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ids", families)
                .update();
        revokeEach(database.sql("""
                        SELECT token_id FROM authorization_tokens
                        WHERE authorization_id = ANY (:ids) AND kind = 'access_token' AND expires_at > :now
                        """).param("ids", families));
    }

    private void revokeEach(JdbcClient.StatementSpec tokenIds) {
        tokenIds.param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .forEach(this::revokeToken);
    }

    private void enter(String what) {
        Instant now = clock.instant();
        database.sql("""
                        INSERT INTO revocations (tenant_id, fingerprint, revoked_at, until)
                        VALUES (app_tenant(), :fingerprint, :now, :until)
                        ON CONFLICT (tenant_id, fingerprint) DO UPDATE SET until = excluded.until
                        """)
                .param("fingerprint", fingerprint(what))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(TokenSigner.LONGEST_TTL).plus(SKEW).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void lift(String what) {
        database.sql("DELETE FROM revocations WHERE fingerprint = :fingerprint")
                .param("fingerprint", fingerprint(what))
                .update();
    }

    static String fingerprint(String what) {
        return Json.sha256(what.getBytes(StandardCharsets.UTF_8));
    }
}
