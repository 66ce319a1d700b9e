package io.fermata.identity.authorization;

import io.fermata.identity.platform.OneTimeSecrets;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * Tokens are stored as keyed hashes. In an authorization that was read from the table a token has its hash for a value,
 * marked as such: written again it stays what it is.
 */
@Component
class TokenHashes {
    private static final String PURPOSE = "oauth-token";
    /** No token of ours has a colon in it, and what somebody presents is always hashed. */
    private static final String MARK = "hash:";

    private final OneTimeSecrets secrets;

    TokenHashes(OneTimeSecrets secrets) {
        this.secrets = secrets;
    }

    byte[] ofPresented(String token) {
        return secrets.hash(PURPOSE, token);
    }

    byte[] ofHeld(String value) {
        return value.startsWith(MARK)
                ? Base64.getUrlDecoder().decode(value.substring(MARK.length()))
                : ofPresented(value);
    }

    static String placeholder(byte[] hash) {
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
