package io.fermata.starter.security;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/** HMAC-SHA256 under keys derived (HKDF) from {@code fermata.secret-key}, one for each purpose. */
public final class KeyedHash {
    private static final String HMAC = "HmacSHA256";

    private final DerivedKeys keys;

    /** Needs at least 32 random bytes. */
    public KeyedHash(byte[] secret) {
        this.keys = new DerivedKeys(secret, HMAC);
    }

    /** The purpose names the derived key, for example {@code api-key}; hashes for two purposes never match. */
    public byte[] hash(String purpose, byte[] data) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(keys.of(purpose));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
