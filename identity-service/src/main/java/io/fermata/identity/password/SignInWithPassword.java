package io.fermata.identity.password;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.tenant.FindTenants;
import io.fermata.identity.tenant.Tenant;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells who somebody is by their password. An unknown tenant, an unknown address, a wrong password, a closed door, a
 * disabled person and a suspended tenant look alike, in what they answer and in what they cost.
 */
@Component
public class SignInWithPassword {
    private final JdbcClient database;
    private final PasswordHashes hashes;
    private final SignInAttempts attempts;
    private final FindTenants tenants;
    private final Audit audit;
    private final TransactionTemplate transactions;

    SignInWithPassword(
            JdbcClient database,
            PasswordHashes hashes,
            SignInAttempts attempts,
            FindTenants tenants,
            Audit audit,
            TransactionTemplate transactions) {
        this.database = database;
        this.hashes = hashes;
        this.attempts = attempts;
        this.tenants = tenants;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** What was typed, as it was typed. */
    public record Attempt(String tenant, String email, String password) {
        @Override
        public String toString() {
            return "Attempt[…]";
        }
    }

    public record Person(TenantId tenant, String userId) {}

    private record Known(String userId, @Nullable String hash, boolean disabled) {}

    private record Look(boolean open, Optional<Known> known) {}

    public Optional<Person> handle(Attempt attempt) {
        String name = attempt.tenant().strip().toLowerCase(Locale.ROOT);
        String email = attempt.email().strip().toLowerCase(Locale.ROOT);
        if (!TenantId.isValid(name) || email.indexOf('\0') >= 0) {
            hashes.matches(attempt.password(), null);
            return Optional.empty();
        }
        TenantId tenant = new TenantId(name);
        return Tenants.call(tenant, () -> handle(tenant, email, attempt.password()));
    }

    private Optional<Person> handle(TenantId tenant, String email, String password) {
        Optional<Tenant> home = tenants.find(tenant);
        Look look = Objects.requireNonNull(transactions.execute(_ -> new Look(attempts.begin(email), known(email))));
        boolean matches = hashes.matches(password, look.known().map(Known::hash).orElse(null));
        boolean mayEnter = matches
                && look.open()
                && home.filter(Tenant::active).isPresent()
                && look.known().filter(known -> !known.disabled()).isPresent();
        if (home.isPresent()) {
            transactions.executeWithoutResult(_ -> tell(mayEnter, email, look));
        }
        return mayEnter ? look.known().map(known -> new Person(tenant, known.userId())) : Optional.empty();
    }

    private void tell(boolean mayEnter, String email, Look look) {
        String userId = look.known().map(Known::userId).orElse("unknown");
        String actor = "user:" + userId;
        if (mayEnter) {
            attempts.succeeded(email);
            audit.recordOf(actor, "user.sign_in", userId, Map.of("by", "password"));
        } else {
            audit.denied(actor, "user.sign_in", userId, Map.of("by", "password", "locked", !look.open()));
        }
    }

    private Optional<Known> known(String email) {
        return database.sql("""
                        SELECT u.id, p.hash, u.disabled FROM users u LEFT JOIN passwords p ON p.user_id = u.id
                        WHERE u.email = :email
                        """)
                .param("email", email)
                .query((row, _) -> new Known(row.getString(1), row.getString(2), row.getBoolean(3)))
                .optional();
    }
}
