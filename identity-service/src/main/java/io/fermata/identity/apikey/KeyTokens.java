package io.fermata.identity.apikey;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fermata.identity.apikey.RecogniseApiKey.Recognised;
import io.fermata.starter.tenancy.Tenants;
import java.text.ParseException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which tokens were given for a key: all that is known of them is the id under which one can be taken back. */
@Component
public class KeyTokens {
    private final JdbcClient database;
    private final TransactionTemplate transactions;

    KeyTokens(JdbcClient database, TransactionTemplate transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** False when the secret has been replaced since it was recognised: such a token must not be given away. */
    public boolean note(Recognised key, String token) {
        JWTClaimsSet claims = claims(token);
        return Tenants.call(key.tenant(), () -> transactions.execute(_ -> insert(key, claims)));
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
