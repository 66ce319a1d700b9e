package io.fermata.identity.apikey;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fermata.identity.apikey.RecogniseApiKey.Recognised;
import io.fermata.identity.permission.Grant;
import io.fermata.identity.permission.Role;
import io.fermata.identity.role.Roles;
import io.fermata.identity.serviceaccount.FindServiceAccounts;
import io.fermata.starter.tenancy.Tenants;
import java.text.ParseException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which tokens were given for a key: all that is known of them is the id under which one can be taken back. */
@Component
public class KeyTokens {
    private final JdbcClient database;
    private final Roles roles;
    private final FindServiceAccounts accounts;
    private final TransactionTemplate transactions;

    KeyTokens(JdbcClient database, Roles roles, FindServiceAccounts accounts, TransactionTemplate transactions) {
        this.database = database;
        this.roles = roles;
        this.accounts = accounts;
        this.transactions = transactions;
    }

    /**
     * False when the secret has been replaced, or has lost some of what it allowed, since it was recognised: such a token
     * must not be given away.
     */
    public boolean note(Recognised key, String token) {
        JWTClaimsSet claims = claims(token);
        return Tenants.call(
                key.tenant(),
                () -> transactions.execute(transaction -> {
                    boolean good = insert(key, claims) && stillAllows(key);
                    if (!good) {
                        transaction.setRollbackOnly();
                    }
                    return good;
                }));
    }

    /** Whoever narrows an account or a role waits from here on, so that they find the token, or have done so already. */
    private boolean stillAllows(Recognised key) {
        Set<String> claimed = key.permissions();
        String account = key.key().serviceAccountId();
        boolean accountDoes = account == null
                || accounts.holdPermissions(account)
                        .filter(held -> held.containsAll(claimed))
                        .isPresent();
        return accountDoes && held(key.key().grant()).containsAll(claimed);
    }

    private Set<String> held(Grant grant) {
        return switch (grant) {
            case Grant.OfRole(Role role) -> Role.permissions(roles.hold(List.of(role.slug())));
            case Grant.Explicit(Set<String> permissions) -> permissions;
        };
    }

    /** The lock makes a rotation wait, so that it finds the token, or this wait for the rotation. */
    private boolean insert(Recognised key, JWTClaimsSet claims) {
        return database.sql("""
                        INSERT INTO key_tokens (token_id, tenant_id, key_id, secret_hash, expires_at)
                        SELECT :token, app_tenant(), id, :hash, :expires FROM api_keys
                        WHERE id = :key AND revoked_at IS NULL AND :hash IN (secret_hash, previous_hash)
                        FOR SHARE
                        """)
                        .param("token", claims.getJWTID())
                        .param("hash", HexFormat.of().parseHex(key.secretHash()))
                        .param("expires", claims.getExpirationTime().toInstant().atOffset(ZoneOffset.UTC))
                        .param("key", key.key().id())
                        .update()
                == 1;
    }

    private static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException("a token that was just signed cannot be read", e);
        }
    }
}
