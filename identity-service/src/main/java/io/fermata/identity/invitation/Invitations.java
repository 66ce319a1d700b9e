package io.fermata.identity.invitation;

import io.fermata.contracts.Problems;
import io.fermata.identity.audit.Audit;
import io.fermata.identity.password.Passwords;
import io.fermata.identity.platform.IdentityProperties;
import io.fermata.identity.platform.OneTimeSecrets;
import io.fermata.identity.revocation.Revocations;
import io.fermata.identity.role.Roles;
import io.fermata.identity.user.User;
import io.fermata.identity.user.Users;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets a person set a password: once, and not for ever. Whoever invites hands the link on themselves; a newer invitation
 * replaces the older one.
 */
@Component
public class Invitations {
    private static final String PURPOSE = "invitation";

    private final JdbcClient database;
    private final Users users;
    private final Passwords passwords;
    private final OneTimeSecrets secrets;
    private final Revocations revocations;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Duration lifetime;

    Invitations(
            JdbcClient database,
            Users users,
            Passwords passwords,
            OneTimeSecrets secrets,
            Revocations revocations,
            Audit audit,
            TransactionTemplate transactions,
            Clock clock,
            IdentityProperties properties) {
        this.database = database;
        this.users = users;
        this.passwords = passwords;
        this.secrets = secrets;
        this.revocations = revocations;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.lifetime = properties.invitationLifetime();
    }

    record Invitation(String userId, String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Invitation[" + userId + "]";
        }
    }

    /** Whoever can set somebody's password can be them, so the rule for giving roles holds. */
    @Transactional
    Invitation invite(String userId) {
        User user = users.require(userId);
        Roles.requireMayGive(user.roles());
        String token = secrets.next("inv_");
        Instant now = clock.instant();
        database.sql("""
                        INSERT INTO invitations (user_id, tenant_id, token_hash, created_by, created_at, expires_at)
                        VALUES (:user, app_tenant(), :hash, :by, :now, :expires)
                        ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash,
                            created_by = excluded.created_by, created_at = excluded.created_at,
                            expires_at = excluded.expires_at
                        """)
                .param("user", userId)
                .param("hash", secrets.hash(PURPOSE, token))
                .param("by", Caller.current().subject())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", now.plus(lifetime).atOffset(ZoneOffset.UTC))
                .update();
        audit.record("user.invite", userId, Map.of());
        return new Invitation(userId, token, now.plus(lifetime));
    }

    @Transactional
    void withdraw(String userId) {
        Roles.requireMayGive(users.require(userId).roles());
        database.sql("DELETE FROM invitations WHERE user_id = :user")
                .param("user", userId)
                .update();
        audit.record("user.withdraw_invitation", userId, Map.of());
    }

    /** Sets the password and uses the invitation up; who was signed in as this person is not any more. */
    public void accept(String token, String password) {
        byte[] hash = secrets.hash(PURPOSE, token);
        TenantId tenant = tenantOf(hash).orElseThrow(Invitations::invalid);
        Tenants.run(tenant, () -> accept(hash, password));
    }

    private void accept(byte[] hash, String password) {
        User invited =
                transactions.execute(_ -> invited(hash).flatMap(users::find).orElseThrow(Invitations::invalid));
        Passwords.Hashed hashed = passwords.hash(password, invited.email());
        transactions.executeWithoutResult(_ -> {
            if (database.sql("DELETE FROM invitations WHERE token_hash = :hash")
                            .param("hash", hash)
                            .update()
                    == 0) {
                throw invalid();
            }
            passwords.set(invited.id(), hashed);
            revocations.endSignIns(invited.id());
            audit.recordOf(invited.subject(), "user.accept_invitation", invited.id(), Map.of());
        });
    }

    private Optional<String> invited(byte[] hash) {
        return database.sql("SELECT user_id FROM invitations WHERE token_hash = :hash AND expires_at > :now")
                .param("hash", hash)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    private Optional<TenantId> tenantOf(byte[] hash) {
        return Tenants.housekeeping(() ->
                transactions.execute(_ -> database.sql("SELECT tenant_id FROM find_invitation(:hash)")
                        .param("hash", hash)
                        .query((row, _) -> new TenantId(row.getString(1)))
                        .optional()));
    }

    private static ProblemException invalid() {
        return ProblemException.of(Problems.NOT_FOUND, "The invitation is used up, replaced or too old.");
    }
}
